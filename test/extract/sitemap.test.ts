import { describe, expect, it } from 'vitest';
import { readSitemap } from '../../src/extract/sitemap.ts';

describe('readSitemap', () => {
  it('reads pages, without the addresses of images', () => {
    const xml = `\ufeff<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="x" xmlns:image="y"><url><loc> https://a.go.th/?a=1&amp;b=2 </loc>
      <image:image><image:loc>https://a.go.th/i.png</image:loc></image:image></url><url><loc><![CDATA[https://a.go.th/แผน]]></loc></url>
      <url><loc>https://a.go.th/?a=1&amp;b=2</loc></url><url><loc>javascript:1</loc></url></urlset>`;
    expect(readSitemap(xml)).toEqual({
      pages: ['https://a.go.th/?a=1&b=2', 'https://a.go.th/%E0%B9%81%E0%B8%9C%E0%B8%99'],
      sitemaps: [],
    });
  });

  it('reads an index', () => {
    const xml = '<sitemapindex><sitemap><loc>https://a.go.th/s1.xml</loc></sitemap></sitemapindex>';
    expect(readSitemap(xml)).toEqual({ pages: [], sitemaps: ['https://a.go.th/s1.xml'] });
  });

  it('keeps what a broken file says', () => {
    const xml =
      '<urlset><url><loc>https://a.go.th/?a=1&b=2</loc></url><url><loc>https://a.go.th/2</url><url><loc>https://a.go.th/3</loc>';
    expect(readSitemap(xml).pages).toContain('https://a.go.th/?a=1&b=2');
    expect(readSitemap(xml).pages).toContain('https://a.go.th/3');
  });

  it('reads the plain form, and nothing from a page', () => {
    expect(readSitemap('https://a.go.th/1\nhttps://a.go.th/2\n').pages).toHaveLength(2);
    expect(readSitemap('<!DOCTYPE html><html><body><a href="https://a.go.th/">x</a>')).toEqual({
      pages: [],
      sitemaps: [],
    });
    expect(readSitemap('')).toEqual({ pages: [], sitemaps: [] });
  });

  it('stops at 50,000', () => {
    const xml = `<urlset>${Array.from({ length: 50_050 }, (_, i) => `<url><loc>https://a.go.th/${i}</loc></url>`).join('')}</urlset>`;
    expect(readSitemap(xml).pages).toHaveLength(50_000);
  });

  it('does not expand entities', () => {
    const bomb =
      '<!DOCTYPE x [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">]><urlset><url><loc>https://a.go.th/&b;</loc></url></urlset>';
    expect(readSitemap(bomb).pages.join('')).not.toContain('aaaa');
  });
});
