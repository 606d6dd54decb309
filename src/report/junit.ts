import { type Xml, xml } from "./line-writers.ts";

/** One thing that a CI system lists. */
export type TestCase = {
  readonly name: string;
  /** Absent when it passed. */
  readonly problem?: { readonly kind: "failure" | "skipped"; readonly message: string };
  readonly output?: string;
};

/** JUnit XML of one suite, for the systems that list tests. */
export function junitXml(title: string, cases: readonly TestCase[]): string {
  const count = (kind: "failure" | "skipped") => cases.filter(({ problem }) => problem?.kind === kind).length;
  return xml`<?xml version="1.0" encoding="UTF-8"?>
<testsuites>
  <testsuite name="${title}" tests="${cases.length}" failures="${count("failure")}" skipped="${count("skipped")}">
${cases.map(testCase)}  </testsuite>
</testsuites>
`.xml;
}

function testCase({ name, problem, output }: TestCase): Xml {
  const told = output === undefined ? [] : xml`<system-out>${output}</system-out>`;
  return xml`    <testcase classname="value-portrait" name="${name}">${problem === undefined ? [] : problemOf(problem)}${told}</testcase>\n`;
}

function problemOf({ kind, message }: NonNullable<TestCase["problem"]>): Xml {
  return kind === "failure" ? xml`<failure message="${message}"/>` : xml`<skipped message="${message}"/>`;
}
