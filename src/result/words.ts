import type { Confidence, Outcome, StopCause, Verdict } from './vocabulary.ts';

/** The same words in both languages of the reports. */
export interface Words {
  th: string;
  en: string;
}

/**
 * What a verdict is called. Never ผ่าน or ไม่ผ่าน: those are names of ITA grades, which an item
 * does not have.
 */
export const verdictWords: Readonly<Record<Verdict, Words>> = {
  pass: { th: 'คาดว่าได้คะแนน', en: 'Likely to score' },
  partial: { th: 'คาดว่าได้บางส่วน', en: 'Likely to score in part' },
  fail: { th: 'คาดว่ายังไม่ได้คะแนน', en: 'Not likely to score yet' },
  review: { th: 'เครื่องสรุปไม่ได้ ต้องให้คนเปิดดู', en: 'Undecided: a person has to look' },
  'not-applicable': { th: 'ไม่ใช้กับหน่วยงานประเภทนี้', en: 'Does not apply to this kind of agency' },
};

/** How firmly a verdict stands. */
export const confidenceWords: Readonly<Record<Confidence, Words>> = {
  sure: { th: 'หลักฐานชัดเจน', en: 'Clear evidence' },
  likely: { th: 'น่าจะใช่', en: 'Probable' },
  check: { th: 'ไม่แน่ชัด', en: 'Uncertain' },
};

/** The outcome of a fetch in a few words, to stand in brackets or in a table. */
export const outcomeWords: Readonly<Record<Outcome, Words>> = {
  ok: { th: 'เปิดได้', en: 'opened' },
  dns: { th: 'ไม่พบชื่อเว็บไซต์', en: 'host name not found' },
  refused: { th: 'เครื่องแม่ข่ายไม่รับการเชื่อมต่อ', en: 'connection refused' },
  timeout: { th: 'รอนานเกินกำหนด', en: 'timed out' },
  reset: { th: 'การเชื่อมต่อหลุด', en: 'connection broke off' },
  tls: { th: 'ใบรับรองความปลอดภัยมีปัญหา', en: 'certificate problem' },
  'http-error': { th: 'เว็บไซต์ตอบว่าผิดพลาด', en: 'the site answered with an error' },
  'redirect-loop': { th: 'ลิงก์ส่งต่อวนไม่จบ', en: 'redirects without end' },
  robots: { th: 'robots.txt ไม่ให้อ่าน', en: 'closed by robots.txt' },
  blocked: { th: 'เว็บไซต์ไม่ให้โปรแกรมอ่าน', en: 'programs are blocked' },
  login: { th: 'ต้องเข้าสู่ระบบ', en: 'asks for a login' },
  'soft-404': { th: 'หน้าแจ้งว่าไม่พบข้อมูล', en: 'page says “not found”' },
  'too-large': { th: 'ไฟล์ใหญ่เกินกำหนด', en: 'larger than the limit' },
  'not-html': { th: 'ไม่ใช่หน้าเว็บ', en: 'not a web page' },
  parked: { th: 'โดเมนถูกพักหรือประกาศขาย', en: 'parked domain' },
  'address-refused': { th: 'ที่อยู่ที่เครื่องไม่เปิดเพื่อความปลอดภัย', en: 'address refused for safety' },
  budget: { th: 'ยังไม่ได้เปิดเพราะครบโควตา', en: 'not opened, the budget ended' },
};

/** What was seen when an address was fetched, and what to do about it. */
export const outcomeSentences: Readonly<Record<Outcome, Words>> = {
  ok: {
    th: 'เปิดได้ตามปกติ ไม่ต้องแก้ไข',
    en: 'It opened normally; nothing to do.',
  },
  dns: {
    th: 'ไม่พบชื่อเว็บไซต์นี้ในระบบชื่อโดเมน โปรดตรวจตัวสะกด และวันหมดอายุของโดเมนกับผู้ให้บริการ',
    en: 'The host name does not resolve. Check its spelling, and with the registrar whether the domain has expired.',
  },
  refused: {
    th: 'เครื่องแม่ข่ายไม่รับการเชื่อมต่อ โปรดให้ผู้ดูแลตรวจว่าบริการเว็บทำงานอยู่',
    en: 'The server refused the connection. Ask the webmaster whether the web service is running.',
  },
  timeout: {
    th: 'รอนานเกินกำหนดแล้วยังไม่ตอบ อาจเป็นเหตุชั่วคราว โปรดลองใหม่ต่างเวลา หากยังช้าให้แจ้งผู้ดูแลเว็บไซต์',
    en: 'No answer within the time limit, perhaps only for now. Try at another hour; if it stays slow, tell the webmaster.',
  },
  reset: {
    th: 'การเชื่อมต่อหลุดกลางคัน อาจเป็นเหตุชั่วคราว โปรดลองใหม่ต่างเวลา',
    en: 'The connection broke off, perhaps only for now. Try again at another hour.',
  },
  tls: {
    th: 'ใบรับรองความปลอดภัย (HTTPS) มีปัญหา เบราว์เซอร์ของประชาชนจะเตือนหรือไม่ให้เปิด โปรดต่ออายุหรือแก้ใบรับรอง',
    en: 'The HTTPS certificate has a problem, so that browsers warn or refuse. Renew or repair the certificate.',
  },
  'http-error': {
    th: 'เว็บไซต์ตอบกลับว่าผิดพลาด โปรดเปิดลิงก์ดู แล้วแก้ลิงก์หรือนำหน้าเดิมกลับมา',
    en: 'The site answered with an error. Open the link, then repair it or put the page back.',
  },
  'redirect-loop': {
    th: 'ลิงก์ส่งต่อวนไปมาไม่จบ ประชาชนเปิดไม่ได้ โปรดให้ผู้ดูแลเว็บไซต์แก้การส่งต่อ',
    en: 'Redirects go round without end, so that nobody can open it. Ask the webmaster to repair the redirect.',
  },
  robots: {
    th: 'ไฟล์ robots.txt ของเว็บไซต์ขอไม่ให้โปรแกรมอ่าน จึงไม่ได้เปิด ไม่ได้แปลว่าไม่มีข้อมูล โปรดเปิดดูเอง หรือใส่ลิงก์เพื่อตรวจใหม่',
    en: 'The site’s robots.txt asks programs to stay away, so it was not opened. That does not mean that nothing is there: look yourself, or give the link and check again.',
  },
  blocked: {
    th: 'เว็บไซต์ไม่ให้โปรแกรมอ่าน ไม่ได้แปลว่าไม่มีข้อมูล โปรดเปิดดูเองด้วยเบราว์เซอร์',
    en: 'The site turns programs away. That does not mean that nothing is there: open it in a browser.',
  },
  login: {
    th: 'ต้องเข้าสู่ระบบหรือขอสิทธิ์ ประชาชนทั่วไปเปิดไม่ได้ โปรดเปิดให้อ่านได้โดยไม่ต้องเข้าสู่ระบบ',
    en: 'It asks for a login or for permission, so the public cannot open it. Let anybody read it without a login.',
  },
  'soft-404': {
    th: 'ลิงก์เปิดได้ แต่หน้าแจ้งว่าไม่พบข้อมูล โปรดแก้ลิงก์ให้ตรงกับหน้าจริง',
    en: 'The link opens, but the page says that nothing was found. Point the link at the real page.',
  },
  'too-large': {
    th: 'ไฟล์ใหญ่เกินกว่าที่เครื่องจะอ่าน โปรดเปิดดูเอง และพิจารณาแบ่งหรือลดขนาดไฟล์',
    en: 'It is larger than this tool reads. Look yourself, and consider splitting or shrinking the file.',
  },
  'not-html': {
    th: 'ที่อยู่นี้ไม่ได้ตอบเป็นหน้าเว็บ โปรดตรวจที่อยู่เว็บไซต์ที่ให้ไว้',
    en: 'What answers at this address is not a web page. Check the address that was given.',
  },
  parked: {
    th: 'โดเมนถูกพักหรือประกาศขาย ไม่ใช่เว็บไซต์ของหน่วยงาน โปรดต่ออายุโดเมนหรือตรวจที่อยู่',
    en: 'The domain is parked or for sale and is not the agency’s site. Renew it, or check the address.',
  },
  'address-refused': {
    th: 'ที่อยู่นี้ชี้เข้าเครือข่ายภายใน เครื่องจึงไม่เปิดเพื่อความปลอดภัย โปรดใช้ที่อยู่สาธารณะที่ประชาชนเปิดได้',
    en: 'The address points into a private network, so it was not opened. Use a public address that anybody can open.',
  },
  budget: {
    th: 'ยังไม่ได้เปิดเพราะครบจำนวนหรือเวลาที่ตั้งไว้ โปรดเพิ่มขอบเขตแล้วตรวจใหม่ หรือใส่ลิงก์ของข้อนี้โดยตรง',
    en: 'It was not opened because the set number or time ran out. Raise the limit and check again, or give this item’s link.',
  },
};

/** What ended a crawl, and what that means for the reader. */
export const stopCauseSentences: Readonly<Record<StopCause, Words>> = {
  complete: {
    th: 'ดูครบทุกหน้าที่พบในขอบเขตที่ตั้งไว้',
    en: 'Every page found within the limits was looked at.',
  },
  answered: {
    th: 'หยุดเมื่อพบหลักฐานของทุกข้อแล้ว',
    en: 'It stopped when evidence for every item had been found.',
  },
  'max-pages': {
    th: 'หยุดเพราะครบจำนวนหน้าที่ตั้งไว้ อาจมีหน้าที่ยังไม่ได้ดู',
    en: 'It stopped at the set number of pages; some may not have been looked at.',
  },
  'max-documents': {
    th: 'หยุดเปิดไฟล์เพราะครบจำนวนที่ตั้งไว้ อาจมีไฟล์ที่ยังไม่ได้เปิด',
    en: 'It stopped at the set number of documents; some may not have been opened.',
  },
  'max-time': {
    th: 'หยุดเพราะครบเวลาที่ตั้งไว้ อาจมีหน้าที่ยังไม่ได้ดู',
    en: 'It stopped at the set time; some pages may not have been looked at.',
  },
  'max-bytes': {
    th: 'หยุดเพราะครบปริมาณข้อมูลที่ตั้งไว้ อาจมีหน้าที่ยังไม่ได้ดู',
    en: 'It stopped at the set amount of data; some pages may not have been looked at.',
  },
  interrupted: {
    th: 'ถูกสั่งให้หยุดก่อนจบ ผลนี้มาจากเท่าที่เก็บได้ สั่งเดิมอีกครั้งภายใน 24 ชั่วโมงเพื่อทำต่อ',
    en: 'It was interrupted; this is judged on what was collected until then. The same command goes on from there within 24 hours.',
  },
  'site-unreachable': {
    th: 'เปิดเว็บไซต์ไม่ได้ จึงยังไม่ได้ตรวจข้อใดเลย',
    en: 'The site could not be opened, so no item was checked.',
  },
  'disk-full': {
    th: 'หยุดเพราะพื้นที่จัดเก็บใกล้เต็ม โปรดเพิ่มพื้นที่ว่างแล้วตรวจใหม่',
    en: 'It stopped because the disk was nearly full; free some space and check again.',
  },
  error: {
    th: 'หยุดเพราะโปรแกรมขัดข้อง ผลเท่าที่มีอาจไม่ครบ โปรดตรวจใหม่',
    en: 'It stopped on an error of the program; what is here may be incomplete. Check again.',
  },
};
