import type { AgencyType } from '../../src/result/vocabulary.ts';
import type { CodeStyle, Extra, LayoutName, SiteSpec, UrlStyle } from '../site/draft.ts';
import type { Agency, Half } from './types.ts';

type Arrangement = readonly [
  layout: LayoutName,
  urls: UrlStyle,
  codes: CodeStyle,
  shell: SiteSpec['shell'],
  filing: SiteSpec['filing'],
  extras: readonly Extra[],
];

type Place = readonly [short: string, type: AgencyType, host: string];

const tune: readonly (readonly [Place, Arrangement])[] = [
  [
    ['หนองบัวแดงน้อย', 'sao', 'nongbuanoi'],
    ['index-table', 'code-igniter', 'O7', 'bootstrap', 'direct', ['decoys']],
  ],
  [
    ['ท่าสะอาดพัฒนา', 'municipality', 'thasaat'],
    ['index-table', 'wordpress', 'none', 'blog', 'post', ['old-index', 'eit-banner']],
  ],
  [
    ['ดงมะไฟเหนือ', 'sao', 'dongmafai'],
    ['accordion', 'wordpress-query', 'O7', 'blog', 'direct', ['old-index']],
  ],
  [
    ['ภูผาม่านฟ้า', 'sao', 'phuphaman'],
    ['mega-menu', 'laravel', 'none', 'bootstrap', 'post', ['decoys', 'splash']],
  ],
  [
    ['คลองขวางใต้', 'municipality', 'khlongkhwang'],
    ['mega-menu', 'php-session', 'none', 'tables', 'direct', ['decoys']],
  ],
  [
    ['สวนหมากทอง', 'sao', 'suanmak'],
    ['page-per-item', 'google-sites', 'o7', 'bare', 'direct', ['old-index']],
  ],
  [
    ['บึงกาฬใน', 'municipality', 'buengnai'],
    ['headings', 'joomla', '07', 'tables', 'direct', ['decoys', 'old-index']],
  ],
  [
    ['ท่าทองหลาง', 'sao', 'thathonglang'],
    ['image-menu', 'asp', 'none', 'tables', 'post', ['decoys']],
  ],
  [
    ['นาโพธิ์ศรี', 'sao', 'naphosi'],
    ['script-menu', 'laravel', 'none', 'bootstrap', 'direct', ['splash']],
  ],
  [
    ['เวียงสมศักดิ์', 'pao', 'wiangpao'],
    ['by-unit', 'static', 'none', 'tables', 'direct', ['decoys']],
  ],
  [
    ['ส่งเสริมมาตรฐานอาชีพ', 'department', 'dvs'],
    ['page-per-item', 'wordpress', 'OIT 7', 'blog', 'post', ['sub-domain']],
  ],
  [
    ['โคกสว่างใหม่', 'municipality', 'khoksawang'],
    ['category-posts', 'php-session', 'none', 'bootstrap', 'post', ['decoys']],
  ],
];

const test: readonly (readonly [Place, Arrangement])[] = [
  [
    ['ห้วยทรายแก้ว', 'municipality', 'huaisai'],
    ['index-table', 'asp', '๐๗', 'tables', 'post', ['old-index', 'decoys']],
  ],
  [
    ['ป่าแดงงาม', 'sao', 'padaeng'],
    ['index-table', 'joomla', 'ข้อ O7', 'bare', 'direct', ['sub-domain', 'splash']],
  ],
  [
    ['บางกระเจียว', 'sao', 'bangkrachiao'],
    ['accordion', 'laravel', 'OIT 7', 'bootstrap', 'post', ['old-index', 'decoys']],
  ],
  [
    ['ศรีวิไลธรรม', 'municipality', 'siwilai'],
    ['mega-menu', 'code-igniter', 'none', 'blog', 'direct', ['decoys', 'eit-banner']],
  ],
  [
    ['เขาพระนอก', 'pao', 'khaophra'],
    ['mega-menu', 'static', 'none', 'bootstrap', 'post', ['splash']],
  ],
  [
    ['ทุ่งรวงทองใต้', 'sao', 'thungruang'],
    ['page-per-item', 'php-session', '07', 'tables', 'direct', ['decoys']],
  ],
  [
    ['ปากน้ำเงิน', 'municipality', 'paknamngoen'],
    ['headings', 'google-sites', 'O7 :', 'bare', 'direct', ['decoys']],
  ],
  [
    ['หนองคูใหญ่', 'sao', 'nongkhu'],
    ['image-menu', 'wordpress', 'none', 'blog', 'direct', ['splash']],
  ],
  [
    ['ลำชีบน', 'sao', 'lamchi'],
    ['script-menu', 'code-igniter', 'none', 'bootstrap', 'post', ['decoys']],
  ],
  [
    ['ตลิ่งชันน้อย', 'municipality', 'talingchan'],
    ['by-unit', 'wordpress-query', 'O7', 'blog', 'post', ['splash']],
  ],
  [
    ['ข้อมูลทรัพยากรดิน', 'public-organisation', 'soildata'],
    ['page-per-item', 'laravel', 'O7', 'bootstrap', 'direct', ['old-index']],
  ],
  [
    ['วังม่วงเก่า', 'sao', 'wangmuang'],
    ['category-posts', 'joomla', 'none', 'tables', 'direct', ['decoys', 'old-index']],
  ],
];

const kinds: Partial<Record<AgencyType, readonly [name: string, head: string]>> = {
  sao: ['องค์การบริหารส่วนตำบล', 'นายกองค์การบริหารส่วนตำบล'],
  municipality: ['เทศบาลตำบล', 'นายกเทศมนตรีตำบล'],
  pao: ['องค์การบริหารส่วนจังหวัด', 'นายกองค์การบริหารส่วนจังหวัด'],
  department: ['กรม', 'อธิบดีกรม'],
  'public-organisation': ['สถาบัน', 'ผู้อำนวยการสถาบัน'],
};

/** The bank's 24 agencies, parted by agency: twelve to tune on, twelve to measure with. */
export const siteSpecs: readonly SiteSpec[] = [...describeHalf('tune', tune), ...describeHalf('test', test)];

function describeHalf(half: Half, sites: readonly (readonly [Place, Arrangement])[]): SiteSpec[] {
  return sites.map(([place, [layout, urls, codes, shell, filing, extras]], at) => ({
    id: `${half}-${String(at + 1).padStart(2, '0')}-${layout}`,
    half,
    agency: describeAgency(place, at),
    seed: (half === 'tune' ? 68_000 : 25_000) + at * 101,
    layout,
    urls,
    codes,
    shell,
    filing,
    // every third site shows most of it on pages, as vendors' sites do
    fileShare: at % 3 === 0 ? 0.25 : 0.65,
    goodShare: [0.62, 0.42, 0.52][at % 3] ?? 0.5,
    extras: [...extras],
  }));
}

function describeAgency([short, type, host]: Place, at: number): Agency {
  const [name, head] = kinds[type] ?? ['สำนักงาน', 'ผู้อำนวยการ'];
  return {
    name: `${name}${short}`,
    short,
    head: `${head}${short}`,
    type,
    host: `www.${host}.example`,
    phone: `0-4200-0${110 + at}`,
    email: `saraban@${host}.example`,
  };
}
