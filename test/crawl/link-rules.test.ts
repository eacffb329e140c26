import { describe, expect, it } from 'vitest';
import {
  guessTarget,
  hasSideEffect,
  isCalendarView,
  isComplaintTicket,
  isForbidden,
} from '../../src/crawl/link-rules.ts';

const at = (path: string): string => new URL(path, 'https://www.khambong.go.th').href;

describe('hasSideEffect', () => {
  it.each([
    '/logout',
    '/log-out.php',
    '/member/sign-out',
    '/index.php?action=delete&id=3',
    '/webboard/del.php?id=3',
    '/index.php?task=remove',
    '/poll.php?vote=2',
    '/poll_vote?x=1',
    '/count-up?file=3',
    '/incrementview/7',
    '/counter.php',
    '/counter',
    '/news.php?like=1',
    '/wp-login.php?action=logout',
    '/wp-admin/post.php',
    '/administrator/index.php',
    '/xmlrpc.php',
    '/unsubscribe?m=a',
    '/%6Cogout',
    'https://docs.google.com/forms/d/e/1F/formResponse?entry.1=x&submit=Submit',
  ])('holds for %s', (path) => {
    expect(hasSideEffect(at(path))).toBe(true);
  });

  it.each([
    '/',
    '/news/12',
    '/page/contact',
    '/encounter/3',
    '/library/counter/2567/',
    '/model/x',
    '/delivery',
    '/blogout/x',
    '/files/68/deletion-policy.pdf',
    '/index.php?option=com_content&view=article&id=4',
    '/ข้อมูล/นับ',
    '/%E0%B8/x',
  ])('does not hold for %s', (path) => {
    expect(hasSideEffect(at(path))).toBe(false);
  });
});

describe('isComplaintTicket', () => {
  it.each([
    '/public/complaintgeneral/data/detail/id/12',
    '/public/fraudcomplaint/data/detail/id/7/',
    '/complain.php?act=view&id=33',
    '/petition/show/45',
    '/ticket_view.php?no=9',
    '/ร้องเรียน/ticket-12',
  ])('holds for %s', (path) => {
    expect(isComplaintTicket(at(path))).toBe(true);
    expect(isForbidden(at(path))).toBe(true);
  });

  it.each([
    '/public/fraudcomplaint/',
    '/complain',
    '/complain.php?year=2567',
    '/page/สถิติเรื่องร้องเรียน-2567',
    '/public/list/data/detail/id/12',
    '/news/detail/4',
  ])('does not hold for %s', (path) => {
    expect(isComplaintTicket(at(path))).toBe(false);
    expect(isForbidden(at(path))).toBe(false);
  });
});

describe('isCalendarView', () => {
  it.each([
    '/calendar',
    '/calendar/2025/06',
    '/index.php?month=6&year=2025',
    '/event?date=2025-06-01',
    '/?cal_m=3',
    '/ปฏิทิน',
  ])('holds for %s', (path) => {
    expect(isCalendarView(at(path))).toBe(true);
  });

  it.each(['/news?page=3', '/report?year=2568', '/page/monthly', '/news/12'])(
    'does not hold for %s',
    (path) => {
      expect(isCalendarView(at(path))).toBe(false);
    },
  );
});

describe('guessTarget', () => {
  it.each([
    ['/files/68/plan.pdf', 'document'],
    ['/files/68/PLAN.PDF', 'document'],
    ['/files/%E0%B9%81%E0%B8%9C%E0%B8%99.xlsx', 'document'],
    ['/download.php?f=plan.docx', 'document'],
    ['/img/chart.jpg', 'document'],
    ['/a.zip', 'document'],
    ['https://drive.google.com/file/d/abc/view', 'document'],
    ['https://docs.google.com/document/d/abc/edit', 'document'],
    ['https://drive.google.com/drive/folders/abc', 'document'],
    ['https://anyflip.com/abc/defg', 'document'],
    ['https://1drv.ms/x/c/ab/cd', 'document'],
    ['https://docs.google.com/forms/d/e/abc/viewform', 'page'],
    ['https://forms.gle/abc', 'page'],
    ['https://www.dropbox.com/help', 'page'],
    ['/flipbook/plan68/index.html', 'page'],
    ['/css/site.css', 'asset'],
    ['/js/app.mjs', 'asset'],
    ['/favicon.ico', 'asset'],
    ['/clip.mp4', 'asset'],
    ['/font.woff2', 'asset'],
    ['/page/contact', 'page'],
    ['/page.php?id=3', 'page'],
    ['/report.html', 'page'],
    ['/pdf/', 'page'],
    ['https://notdrive.google.com.evil.com/x', 'page'],
  ])('%s promises a %s', (path, target) => {
    expect(guessTarget(at(path), false)).toBe(target);
  });

  it('believes the download attribute', () => {
    expect(guessTarget(at('/get?id=3'), true)).toBe('document');
  });
});
