import { describe, expect, it } from 'vitest';
import { isEmptyShell, mainContent } from '../../src/extract/emptiness.ts';
import { extractPage } from '../../src/extract/page.ts';
import { judgePageState } from '../../src/extract/page-state.ts';
import { processorMs } from '../fixtures/processor-time.ts';

const url = 'https://www.example.go.th/ita/o7';
const menu = `<nav>${'<a href="/m">เมนูของเว็บไซต์</a> '.repeat(30)}</nav>`;
const loginBox =
  '<form action="/login"><input name="user"><input type="password" name="p"><button>เข้าสู่ระบบ</button></form>';
const prose = '<p>องค์การบริหารส่วนตำบลจัดทำรายงานผลการดำเนินงานประจำปีงบประมาณ</p>'.repeat(12);

const stateOf = (html: string, finalUrl = url) =>
  judgePageState(extractPage(html, finalUrl), { httpStatus: 200, url, finalUrl }).outcome;

const judge = (html: string) => isEmptyShell(extractPage(html, url));

describe('judgePageState', () => {
  it.each([
    ['soft-404', `${menu}<h1>Not available Now!</h1>`],
    ['soft-404', `${menu}<h2>ไม่พบหน้าที่คุณต้องการ</h2><a href="/">กลับหน้าหลัก</a>`],
    ['soft-404', `${menu}<h2>ไม่พบข้อมูลที่ร้องขอ หรือข้อมูลถูกลบไปแล้ว</h2><a href="/">กลับหน้าหลัก</a>`],
    ['soft-404', `<title>404 Not Found</title>${menu}<p>ขออภัย</p>`],
    [
      'soft-404',
      '<title>Page not found – อบต.คำบง</title><p>It looks like nothing was found at this location.</p>',
    ],
    ['soft-404', '<div>404</div><div>Not Found</div><title>Not Found</title>'],
    ['soft-404', `${menu}<div>ไม่พบข้อมูล</div>`],
    ['soft-404', `<title>ขออภัย</title>${menu}<p>ไม่พบไฟล์ที่คุณเปิด</p><p>โปรดตรวจสอบกับเจ้าของ</p>`],
    ['soft-404', `<title>แจ้งเตือน</title>${menu}<p>ขออภัย เอกสารนี้ถูกลบออกจากระบบแล้ว</p>`],
    ['soft-404', '<p>The requested URL /o7 was not found on this server.</p>'],
    ['login', `<title>เข้าสู่ระบบ</title>${menu}<main>${loginBox}</main>`],
    ['login', `${menu}<p>กรุณาเข้าสู่ระบบก่อนใช้งาน</p>`],
    ['login', '<h1>You need access</h1><p>Request access, or switch to an account with access.</p>'],
    ['blocked', '<title>Just a moment...</title><p>Checking your browser before accessing example.go.th</p>'],
    [
      'blocked',
      '<title>Request Rejected</title>The requested URL was rejected. Please consult with your administrator.',
    ],
    ['blocked', '<title>403 Forbidden</title><h1>Forbidden</h1>'],
    ['parked', '<title>example.go.th</title><h1>This domain is for sale!</h1>'],
    [
      'parked',
      `<title>Apache2 Debian Default Page: It works</title>${'<p>configuration overview</p>'.repeat(100)}`,
    ],
    ['parked', '<title>Welcome to nginx!</title><h1>Welcome to nginx!</h1>'],
    ['parked', '<h1>This Account has been suspended.</h1>'],
    ['parked', '<p>โดเมนนี้หมดอายุแล้ว กรุณาติดต่อผู้ให้บริการ</p>'],
    ['parked', '<title>abt-example.com</title><p>This webpage is parked.</p><p>Related Searches</p>'],
    ['parked', '<p>เว็บไซต์นี้ถูกระงับการให้บริการ</p>'],
    ['blocked', '<title>Pardon Our Interruption</title><p>As you were browsing something made us think</p>'],
    ['blocked', '<title>รอสักครู่</title><p>โปรดยืนยันว่าคุณไม่ใช่หุ่นยนต์</p><form><input name="code"></form>'],
    ['blocked', '<title>Human Verification</title><p>Choose all the buckets</p>'],
    [
      'ok',
      '<title>ติดต่อเรา</title><form><input name="ชื่อ"><input name="อีเมล"><textarea name="ข้อความ"></textarea>โปรดยืนยันว่าคุณไม่ใช่หุ่นยนต์</form>',
    ],
    [
      'ok',
      `${menu}<h1>ถาม-ตอบ</h1><form><input name="q"><input name="email">Please complete the captcha</form>`,
    ],
    ['ok', `${menu}<h1>รายงาน</h1>${prose}<aside>${loginBox}</aside>`],
    ['ok', `${menu}<h1>รายงาน</h1><p>สั้น</p><header>${loginBox}</header>`],
    [
      'login',
      `${menu}<table><tr><td>ชื่อผู้ใช้</td><td>${loginBox}</td></tr><tr><td>รหัสผ่าน</td><td></td></tr></table>`,
    ],
    ['ok', `<title>วิธีแก้ปัญหา Page not found</title>${menu}<h1>คู่มือ</h1>${prose}`],
    ['ok', `${menu}<h1>แผนปฏิบัติการป้องกันการทุจริต</h1><p>ไม่พบข้อมูล</p>`],
    ['ok', `${menu}<h1>ดาวน์โหลด</h1><p>หากไม่พบหน้าเว็บ</p><a href="/f/o7.pdf">รายงาน</a>`],
    ['ok', `${menu}<h1>ร้องเรียน</h1><form><textarea name="q"></textarea><input type="password"></form>`],
    ['ok', ''],
  ])('%s: %s', (outcome, html) => {
    expect(stateOf(html)).toBe(outcome);
  });

  it('knows that it was sent to where domains are parked', () => {
    const html = '<title>abt-example.com</title><p>Related links</p>';
    expect(stateOf(html, 'https://www.hugedomains.com/domain_profile.cfm?d=example')).toBe('parked');
    expect(stateOf(html, 'https://new.example.go.th/')).toBe('ok');
  });

  it('knows that it was sent to a login', () => {
    const html = '<title>ลงชื่อเข้าใช้ – บัญชี</title><p>ใช้บัญชีของคุณเพื่อไปต่อ</p>';
    expect(stateOf(html, 'https://accounts.google.com/v3/signin/identifier?continue=x')).toBe('login');
    expect(stateOf(html)).toBe('ok');
  });

  it('quotes the line that says so', () => {
    const facts = extractPage(`${menu}<p>ขออภัย</p><p>ไม่พบหน้าที่ท่านต้องการ</p>`, url);
    expect(judgePageState(facts, { httpStatus: 200, url, finalUrl: url }).quote).toBe('ไม่พบหน้าที่ท่านต้องการ');
  });
});

describe('isEmptyShell', () => {
  it.each([
    '<h1>รายงานผลการดำเนินงานประจำปี</h1>',
    '<h1>O7</h1><p>อยู่ระหว่างดำเนินการ</p>',
    '<h1>O7</h1><p>กำลังปรับปรุงข้อมูล</p><p>โพสต์เมื่อ 12 มีนาคม 2568 เวลา 10.30 น. อ่าน 125 ครั้ง</p>',
    '<h1>O7</h1><p>ไม่มีข้อมูล</p><img src="/img/logo.png"><a href="/">หน้าหลัก</a>',
    '<h1>O7</h1><table><tr><td></td><td></td></tr></table>',
    '<ol class="breadcrumb"><li>หน้าหลัก<li>ITA<li>O7</ol><h1>O7</h1>Coming soon',
    '<p>» รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2567</p><h1>รายงานผลการดำเนินงานประจำปีงบประมาณ พ.ศ. 2567</h1><p>ปรับปรุงข้อมูล</p><p>← ก่อนหน้า ถัดไป →</p>',
    '<h1>O7</h1><p>2 ธันวาคม 2567 โดย แอดมิน</p><p>อยู่ระหว่างรวบรวมข้อมูล แอดมินจะนำมาลงให้ครบทุกโครงการเร็ว ๆ นี้ค่ะ</p>',
  ])('empty: %s', (html) => {
    expect(judge(menu + html)).toEqual({ empty: true, needsScript: false });
  });

  it.each([
    prose,
    '<h1>O7</h1><a href="/f/o7.pdf">x</a>',
    '<h1>O7</h1><img src="/upload/ผังโครงสร้าง.jpg">',
    '<h1>O7</h1><iframe src="https://www.google.com/maps/embed?pb=1"></iframe>',
    '<h1>O7</h1><table><tr><td>1<td>ถนน</tr></table>',
    '<h1>Q&A</h1><form><textarea name=q></textarea></form>',
    '<h1>O3</h1><p>องค์การบริหารส่วนตำบลคำบง เลขที่ 99 หมู่ 1 โทร. 042-123456</p>',
  ])('not empty: %s', (html) => {
    expect(judge(menu + html).empty).toBe(false);
  });

  it.each([
    '<title>อบต.</title><div id="root"></div><script src="/a.js"></script>',
    '<div id=app></div><noscript>You need to enable JavaScript to run this app.</noscript><script src=a></script>',
    `${menu}<script src=a></script><div id="list">กำลังโหลด...</div>`,
  ])('needs a script: %s', (html) => {
    expect(judge(html)).toEqual({ empty: true, needsScript: true });
  });

  it.each(['loading ', 'ไม่มี ', '1/ ', 'กำลัง ปรับปรุง '])('is linear in %j', (words) => {
    const facts = extractPage(`<h1>O7</h1><p>${words.repeat(100_000)}</p>`, url);
    const startMs = processorMs();
    isEmptyShell(facts);
    judgePageState(facts, { httpStatus: 200, url, finalUrl: url });
    expect(processorMs() - startMs).toBeLessThan(1500);
  });

  it('finds nothing in whose page it is', () => {
    const owner =
      '<h1>รายงาน</h1><p>หน่วยงานเจ้าของเรื่อง: หน่วยตรวจสอบภายใน › งานตรวจสอบและประเมินผลการควบคุมภายใน</p>';
    expect(judge(owner).empty).toBe(true);
  });

  it('asks for no script where there is none', () => {
    expect(judge('<title>x</title><div id=root></div>')).toEqual({ empty: true, needsScript: false });
  });
});

describe('mainContent', () => {
  it('leaves the furniture out', () => {
    const html = `<header>หัว<img src="/l.png"></header><nav><a href="/m">เมนู</a></nav><main><p>เนื้อหา</p><img src="/a.jpg">
      <table><tr><td>1<td>2</tr></table><a href="/x">x</a></main><footer>ท้าย<table><tr><td>3<td>4</tr></table></footer>`;
    const main = mainContent(extractPage(html, url));
    expect(main.text).toBe('เนื้อหา\n1\t2\nx');
    expect(main.links.map((link) => link.text)).toEqual(['x']);
    expect(main.images).toHaveLength(1);
    expect(main.tables.map((table) => table.rows)).toEqual([[['1', '2']]]);
  });
});
