// The reference day: a workshop chaired in Hà Nội, with Bình Phước, where a local chair presides, and eighteen other sites.

export interface ReferenceSite {
  readonly id: string;
  readonly name: string;
  readonly unit: string;
  readonly head: string;
  readonly operator: string;
  readonly phone: string;
}

const names = [
  'Hà Nội',
  'Bình Phước',
  'Đà Nẵng',
  'Cần Thơ',
  'Lào Cai',
  'Đắk Lắk',
  'Hải Phòng',
  'Quảng Ninh',
  'Nghệ An',
  'Huế',
  'Quảng Nam',
  'Khánh Hòa',
  'Gia Lai',
  'Lâm Đồng',
  'Đồng Nai',
  'Tây Ninh',
  'Long An',
  'An Giang',
  'Kiên Giang',
  'Cà Mau',
];

const idOf = (name: string): string =>
  name.normalize('NFD').replace(/\p{M}/gu, '').replaceAll('đ', 'd').replaceAll('Đ', 'D').toLowerCase().replaceAll(' ', '-');

// A site's place in this list is what its picture's mark and its tone carry.
export const sites: readonly ReferenceSite[] = names.map((name, number) => ({
  id: idOf(name),
  name,
  unit: number === 0 ? 'Trung ương' : name === 'Hải Phòng' || name === 'Đà Nẵng' || name === 'Cần Thơ' ? `Thành phố ${name}` : `Tỉnh ${name}`,
  head: `Chủ trì tại ${name}`,
  operator: `Kỹ thuật viên ${name}`,
  phone: `0900 000 ${String(100 + number)}`,
}));

export const numberOf = (site: string): number => sites.findIndex(({ id }) => id === site);
export const siteOf = (site: string): ReferenceSite => {
  const found = sites[numberOf(site)];
  if (!found) throw new Error(`no site ${site}`);
  return found;
};

export const main = 'ha-noi';
// Real browsers, and who gives a paper in which order.
export const speakers = ['binh-phuoc', 'da-nang', 'can-tho'] as const;
export type Speaker = (typeof speakers)[number];
// The line of one site fails: its people follow by telephone. Another is kept away by a storm.
export const byPhone = 'lao-cai';
export const absent = 'ca-mau';
export const robots = sites.map(({ id }) => id).filter((id) => id !== byPhone && id !== absent && !speakers.some((speaker) => speaker === id));
// Robots that tell what they receive.
export const watchers = [main, 'dak-lak', 'nghe-an', 'kien-giang'];

const chair = 'Chủ trì hội nghị';
export const programme = [
  { id: 'khai-mac', title: 'Khai mạc', kind: 'opening', site: main, speaker: chair, minutes: 10 },
  { id: 'bao-cao', title: 'Báo cáo đề dẫn', kind: 'report', site: main, speaker: 'Ban tổ chức', minutes: 20 },
  ...speakers.map((site, index) => ({
    id: `tham-luan-${index + 1}`,
    title: `Tham luận: ${siteOf(site).name}`,
    kind: 'paper',
    site,
    speaker: `Đại diện điểm cầu ${siteOf(site).name}`,
    minutes: 15,
  })),
  { id: 'thao-luan', title: 'Thảo luận', kind: 'discussion', minutes: 40 },
  { id: 'bieu-quyet', title: 'Thông qua dự thảo nghị quyết', kind: 'vote', minutes: 10 },
  { id: 'ket-luan', title: 'Kết luận: kết quả 2010-2020 và dự báo', kind: 'conclusion', site: main, speaker: chair, minutes: 15 },
];

// Two of each site; whoever presides there has the greater weight.
export const delegates = sites.flatMap(({ id, name, head }) => [
  { id: `${id}-1`, name: head, post: 'Trưởng đoàn', site: id, weight: 3 },
  { id: `${id}-2`, name: `Đại biểu ${name}`, site: id, weight: 1 },
]);

export const draft = {
  title: 'Hội thảo trực tuyến 28/10/2021',
  topic: 'Nhiệm vụ, giải pháp xây dựng tổ chức cơ sở, nâng cao chất lượng đội ngũ',
  kind: 'hoi_thao_truc_tuyen',
  mode: 'hoi_nghi',
  starts_at: '2021-10-28T01:00:00.000Z',
  main_site: main,
  sites,
  programme,
  delegates,
};
