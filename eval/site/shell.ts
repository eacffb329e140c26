import { escapeHtml } from './html.ts';
import type { Draft, Route } from './draft.ts';

export const html = 'text/html; charset=utf-8';

/** Renders every page of a finished draft into its routes. */
export function finishDraft(draft: Draft): void {
  for (const [address, page] of draft.pages)
    draft.routes.set(address, { type: html, body: renderPage(draft, page) });
}

function renderPage(draft: Draft, page: { title: string; body: string; trail: string[] }): string {
  const { agency, shell } = draft.spec;
  const name = escapeHtml(agency.name);
  const title = escapeHtml(page.title);
  const trail = ['หน้าแรก', ...page.trail, page.title].map(escapeHtml);
  const foot = `${name} โทรศัพท์ ${agency.phone}`;
  switch (shell) {
    case 'bootstrap':
      return `<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>${title} | ${name}</title><link rel="stylesheet" href="/css/bootstrap.min.css"></head><body>
<header><a class="navbar-brand" href="/home">${name}</a></header><nav class="navbar"><ul class="navbar-nav">${draft.menu}</ul></nav>
<ol class="breadcrumb">${trail.map((part) => `<li class="breadcrumb-item">${part}</li>`).join('')}</ol>
<main class="container"><h1>${title}</h1>${page.body}</main><footer>${foot}</footer></body></html>`;
    case 'tables':
      return `<html><head><meta http-equiv="Content-Type" content="text/html; charset=utf-8"><title>${name}</title></head><body>
<table width="1000" align="center"><tr><td colspan="2"><img src="/images/header.jpg"></td></tr><tr><td width="200" valign="top"><ul>${draft.menu}</ul></td>
<td valign="top"><table width="100%"><tr><td class="head"><b>${title}</b></td></tr><tr><td>${page.body}</td></tr></table></td></tr><tr><td colspan="2">${foot}</td></tr></table></body></html>`;
    case 'blog':
      return `<!DOCTYPE html><html lang="th"><head><meta charset="utf-8"><title>${title} – ${name}</title><meta name="generator" content="WordPress 6.5"></head><body class="single">
<div id="cookie-notice">เว็บไซต์นี้ใช้คุกกี้เพื่อเพิ่มประสบการณ์ที่ดี <a href="#">ยอมรับ</a></div><header id="masthead"><p class="site-title">${name}</p><nav id="site-navigation"><ul class="menu">${draft.menu}</ul></nav></header>
<div id="primary"><article class="post"><header class="entry-header"><h1 class="entry-title">${title}</h1></header><div class="entry-content">${page.body}</div></article></div>
<aside class="widget"><h2>เรื่องล่าสุด</h2><p>ติดตามข่าวสารได้ทางเพจ</p></aside><footer>${foot}</footer></body></html>`;
    case 'bare':
      return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>${title}</title></head><body><div role="navigation"><ul>${draft.menu}</ul></div>
<div role="main"><section><h1>${title}</h1></section><section>${page.body}</section></div><div role="contentinfo">${foot}</div></body></html>`;
  }
}

/** What a system answers whose address is gone, with status 200. */
export function softNotFound(draft: Draft): Route {
  const words = draft.draw.pick([
    'ขออภัย ไม่พบหน้าที่ท่านต้องการ',
    'Not available Now!',
    'ไม่พบข้อมูลที่ร้องขอ หรือข้อมูลถูกลบไปแล้ว',
  ]);
  return {
    type: html,
    body: `<!DOCTYPE html><html><head><meta charset="utf-8"><title>${draft.spec.agency.name}</title></head><body><h2>${words}</h2><a href="/">กลับหน้าหลัก</a></body></html>`,
  };
}

/** A page that asks who one is. */
export function loginPage(draft: Draft): Route {
  return {
    type: html,
    body: `<!DOCTYPE html><html><head><meta charset="utf-8"><title>เข้าสู่ระบบ | ${draft.spec.agency.name}</title></head><body><h2>เข้าสู่ระบบสมาชิก</h2><form action="/login" method="post"><label>ชื่อผู้ใช้</label><input name="user"><label>รหัสผ่าน</label><input type="password" name="pass"><button>เข้าสู่ระบบ</button></form></body></html>`,
  };
}
