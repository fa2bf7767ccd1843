import { describe, expect, it } from "vitest";
import { composeDocument } from "./document";

const row = {
  productId: "00000000-0000-7000-8000-000000000001",
  checksum: "",
  brand: "",
  lineage: [],
  facets: [],
  inStock: true,
  soldCount: 0,
  ratingCount: 0,
  rating: 0,
  publishedAt: null,
  tier: 4,
  title: "",
  document: "",
  prices: {},
};

const rankOf = (sales: { soldCount: number; ratingCount?: number; rating?: number }) =>
  composeDocument("en", { ...row, ...sales }).rank ?? 0;

describe("a document's rank", () => {
  it("rises with what is sold, in few steps", () => {
    const ranks = Array.from({ length: 1_000 }, (_, index) => rankOf({ soldCount: index ** 2 }));
    expect(ranks).toEqual(ranks.toSorted((a, b) => a - b));
    expect(new Set(ranks).size).toBeLessThan(60);
    expect([0, 1, 4, 12, 100, 150].map((soldCount) => rankOf({ soldCount }))).toEqual([
      0, 1000, 2000, 2500, 4500, 5000,
    ]);
  });

  it("rises with what it is rated, the more the more rate it", () => {
    const [few = 0, many = 0, liked = 0, disliked = 0] = [
      { soldCount: 100, ratingCount: 1, rating: 500 },
      { soldCount: 100, ratingCount: 200, rating: 500 },
      { soldCount: 100, ratingCount: 200, rating: 450 },
      { soldCount: 0, ratingCount: 200, rating: 100 },
    ].map(rankOf);
    expect(many).toBeGreaterThan(liked);
    expect(liked).toBeGreaterThan(few);
    expect(disliked).toBe(0);
  });
});
