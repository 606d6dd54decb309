import { VALUES, type Value } from "../../instrument/dimensions.ts";
import { type Item, type ItemId, portraitOf } from "../../instrument/item.ts";
import type { Key } from "../../instrument/key.ts";
import type { Interval } from "../statistics/interval.ts";
import { clusterRobustSe } from "../uncertainty/cluster-robust-se.ts";
import { type Contrast, contrastValue, querySums, scoreContrast, sizeOf } from "../uncertainty/query-sums.ts";
import { whyNoScoreInterval } from "../uncertainty/score-intervals.ts";
import { LEVEL, studentInterval } from "../uncertainty/uncertainty.ts";

/** Topics with fewer queries than this are left out: hardly a value has items enough there. */
const MIN_TOPIC_QUERIES = 10;

/** Below this many queries a value's t interval is about as wide as the scale is long, and not worth a line. */
const MIN_VALUE_QUERIES = 5;

/** One value within one topic; scores are in rating points. */
export type TopicScore = {
  readonly value: Value;
  /** Rated items of the value within the topic, and the queries that they belong to. */
  readonly items: number;
  readonly queries: number;
  /** Undefined with fewer than five queries, or where the topic has no rated items of other values. */
  readonly estimate:
    | {
        /** Mean rating of the value's items minus that of all items keyed to a value, both within the topic. */
        readonly centred: number;
        /** 95%, Student's, cluster-robust over queries. */
        readonly interval: Interval;
        /** The same figure of the people who rated the items. */
        readonly people: number;
      }
    | undefined;
};

export type TopicScores = {
  readonly topic: string;
  /** Queries of the topic with a rated item of any dimension. */
  readonly queries: number;
  /** One for each value, in circle order. */
  readonly values: readonly TopicScore[];
};

/**
 * The value profile within each topic of the queries (a query has three or four topics, so topics overlap): the
 * score's formula and interval on the topic's queries alone. Topics of ten queries or more, most queries first.
 * Intervals are not adjusted for their number; some of ninety leave out 0 by chance.
 * Agrees with numpy on score and standard error (test/golden/topics.py).
 */
export function topicScores(
  ratings: ReadonlyMap<ItemId, number>,
  key: Key,
  items: readonly Item[],
): readonly TopicScores[] {
  const people = new Map(
    items.flatMap(({ id, human }) => (ratings.has(id) ? [[id, human.mean] as const] : [])),
  );
  const { queries: asked } = querySums(ratings, key);
  const topicsOf = new Map(items.map(({ id, query }) => [portraitOf(id), query.topics]));
  const topics = [...new Set(asked.flatMap((query) => topicsOf.get(query) ?? []))];
  return topics
    .map((topic) => ({ topic, queries: asked.filter((query) => topicsOf.get(query)?.includes(topic)) }))
    .filter(({ queries }) => queries.length >= MIN_TOPIC_QUERIES)
    .sort((one, other) => other.queries.length - one.queries.length || (one.topic < other.topic ? -1 : 1))
    .map(({ topic, queries }) => {
      const own = querySums(ratings, key, queries);
      const theirs = querySums(people, key, queries);
      return {
        topic,
        queries: queries.length,
        values: VALUES.map((value) =>
          topicScore(value, scoreContrast(own, value), contrastValue(scoreContrast(theirs, value))),
        ),
      };
    });
}

function topicScore(value: Value, contrast: Contrast, people: number): TopicScore {
  const size = sizeOf(contrast.of);
  if (whyNoScoreInterval(contrast) !== undefined || size.queries < MIN_VALUE_QUERIES)
    return { value, ...size, estimate: undefined };
  const centred = contrastValue(contrast);
  const interval = studentInterval(centred, clusterRobustSe(contrast), LEVEL);
  return { value, ...size, estimate: { centred, interval, people } };
}
