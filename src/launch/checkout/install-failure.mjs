/**
 * @typedef {object} Explanation
 * @property {RegExp} code npm's error codes that it covers
 * @property {string} th what happened and what to do
 * @property {string} en
 */

/** @type {readonly Explanation[]} */
const explanations = [
  {
    code: /^(?:ENOTFOUND|EAI_AGAIN|ENETUNREACH|EHOSTUNREACH|ENOTCACHED|ECONNREFUSED|ECONNRESET|ETIMEDOUT|ERR_SOCKET_TIMEOUT|EIDLETIMEOUT)$/,
    th: 'ต่ออินเทอร์เน็ตไปยัง registry.npmjs.org ไม่ได้ ให้ตรวจว่าเครื่องออกอินเทอร์เน็ตได้ ถ้าหน่วยงานใช้พร็อกซีให้สั่ง npm config set https-proxy http://ชื่อพร็อกซี:พอร์ต แล้วลองใหม่',
    en: 'The package registry (registry.npmjs.org) cannot be reached. Check the network; behind a proxy run: npm config set https-proxy http://host:port',
  },
  {
    code: /^(?:E407|EPROXY|ERR_PROXY)/,
    th: 'พร็อกซีของหน่วยงานขอชื่อผู้ใช้และรหัสผ่าน หรือปฏิเสธการเชื่อมต่อ ให้สอบถามผู้ดูแลเครือข่าย แล้วตั้งค่าด้วย npm config set https-proxy',
    en: 'The proxy asks for a password or refuses. Ask the network administrator, then set it with: npm config set https-proxy',
  },
  {
    code: /CERT|UNABLE_TO_|DEPTH_ZERO|EPROTO|ERR_SSL/,
    th: 'ใบรับรองความปลอดภัยของการเชื่อมต่อไม่น่าเชื่อถือ มักเกิดจากพร็อกซีหรือโปรแกรมป้องกันไวรัสที่ถอดรหัสการเชื่อมต่อ ให้ขอไฟล์ใบรับรองจากผู้ดูแลเครือข่าย แล้วสั่ง npm config set cafile ตำแหน่งไฟล์ และตรวจว่านาฬิกาของเครื่องตรง',
    en: "The connection's certificate is not trusted, usually because a proxy or virus scanner opens the traffic. Get its certificate from the administrator and run: npm config set cafile FILE. Check the clock too.",
  },
  {
    code: /^(?:ENOSPC|EDQUOT)$/,
    th: 'พื้นที่ดิสก์ไม่พอ ต้องว่างอย่างน้อยประมาณ 1 GB ให้ลบไฟล์ที่ไม่ใช้แล้วลองใหม่',
    en: 'The disk is full: about 1 GB of free space is needed.',
  },
  {
    code: /^(?:EACCES|EPERM|EROFS)$/,
    th: 'เขียนไฟล์ลงโฟลเดอร์ของโปรแกรมไม่ได้ ให้ย้ายทั้งโฟลเดอร์ไปไว้ในที่ที่เขียนได้ เช่น โฟลเดอร์เอกสาร (ไม่ใช่ Program Files หรือในไฟล์ zip) แล้วลองใหม่',
    en: "The program's folder cannot be written to. Move the whole folder somewhere writable (not Program Files, not inside a zip).",
  },
  {
    code: /^(?:EBUSY|ENOTEMPTY)$/,
    th: 'มีโปรแกรมอื่นเปิดไฟล์ในโฟลเดอร์ node_modules อยู่ ให้ปิดหน้าต่างอื่นที่กำลังรันโปรแกรมนี้ แล้วลองใหม่',
    en: 'Another program holds files in node_modules. Close other windows that run this program and try again.',
  },
  {
    code: /^(?:EUSAGE|EJSONPARSE|ENOLOCK|EINTEGRITY)$/,
    th: 'ชุดไฟล์ของโปรแกรมหรือไฟล์ที่ดาวน์โหลดมาไม่สมบูรณ์ ให้ดาวน์โหลดโปรแกรมใหม่ทั้งชุด หรือสั่ง npm cache clean --force แล้วลองใหม่',
    en: 'This copy or a downloaded file is damaged. Download the program again, or run: npm cache clean --force',
  },
  {
    code: /^E(?:401|403|404|5\d\d)$|^ETARGET$/,
    th: 'แหล่งดาวน์โหลดแพ็กเกจที่ตั้งไว้ปฏิเสธหรือไม่มีแพ็กเกจนี้ ให้ตรวจด้วย npm config get registry (ค่าปกติคือ https://registry.npmjs.org/) แล้วลองใหม่ภายหลัง',
    en: 'The configured registry refuses or lacks a package. Check: npm config get registry (normally https://registry.npmjs.org/), or try later.',
  },
  {
    code: /^NPM-/,
    th: 'ไม่พบคำสั่ง npm ให้ติดตั้ง Node.js 24 LTS ใหม่จาก https://nodejs.org (มี npm มาด้วย)',
    en: 'npm was not found. Reinstall Node.js 24 LTS from https://nodejs.org (npm comes with it).',
  },
];

/**
 * Says in Thai and English what went wrong in an installation and what to do.
 * @param {string} output what npm wrote
 * @returns {string} lines without a final line break
 */
export function explainInstallFailure(output) {
  // npm 10 and newer write "npm error code X", older ones "npm ERR! code X".
  const code = /^npm (?:error|ERR!) code (\S+)/m.exec(output)?.[1] ?? '';
  const known = explanations.find((explanation) => explanation.code.test(code));
  if (known === undefined) {
    return (
      'ติดตั้งส่วนประกอบไม่สำเร็จ ข้อความด้านบนบอกสาเหตุ ลองสั่งใหม่อีกครั้ง ถ้ายังไม่ได้ให้ส่งข้อความนั้นให้ผู้ดูแลระบบ\n' +
      'Installation failed; the lines above say why. Try once more, then show them to an administrator.'
    );
  }
  return `ติดตั้งส่วนประกอบไม่สำเร็จ (${code}): ${known.th}\nInstallation failed (${code}): ${known.en}`;
}
