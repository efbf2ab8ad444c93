/** Vietnamese, the first language of the product. Its keys are the dictionary's shape; every other language has them all. */
export const vi = {
  product: "Điểm cầu",
  tagline: "Hội nghị trực tuyến nhiều điểm cầu",
} as const;
