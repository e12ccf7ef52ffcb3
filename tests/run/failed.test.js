import assert from "node:assert/strict";
import test from "node:test";
import { failedInLog, failedInTap, failedInTrx, lines } from "./failed.mjs";

test("a trx names who failed, with the first line of what was said", () => {
  const trx = `<Results><UnitTestResult testName="A.Good(x: 1)" outcome="Passed" duration="1" /><UnitTestResult testName="A.Bad(text: &quot;a &lt; b&quot;)" outcome="Failed"><Output><ErrorInfo><Message>
Assert.Equal() Failure: Strings differ&#xD;
Expected: 1</Message><StackTrace>at A</StackTrace></ErrorInfo></Output></UnitTestResult><UnitTestResult testName="A.Skipped" outcome="NotExecuted"><Output><StdOut>why</StdOut></Output></UnitTestResult></Results>`;
  assert.deepEqual(failedInTrx(trx), [{ name: 'A.Bad(text: "a < b")', message: "Assert.Equal() Failure: Strings differ" }]);
});

test("a tap names the tests and not their suites, and nothing that is only planned", () => {
  const tap = `TAP version 13
# Subtest: suite
    # Subtest: inner
    not ok 1 - inner
      ---
      duration_ms: 0.4
      failureType: 'testCodeFailure'
      error: "boom: it's broken"
      code: 'ERR_TEST_FAILURE'
      ...
    # Subtest: good
    ok 2 - good
      ---
      duration_ms: 0.2
      ...
    not ok 3 - later # TODO
      ---
      failureType: 'testCodeFailure'
      error: 'later'
      ...
not ok 1 - suite
  ---
  failureType: 'subtestsFailed'
  error: '1 subtest failed'
  ...
# Subtest: several lines
not ok 2 - several lines
  ---
  failureType: 'testCodeFailure'
  error: |-
    Expected values to be equal:
    
    1 !== 2
  code: 'ERR_ASSERTION'
  ...
`;
  assert.deepEqual(failedInTap(tap), [
    { name: "inner", message: "boom: it's broken" },
    { name: "several lines", message: "Expected values to be equal:" },
  ]);
});

test("the checkers' log names the checkers", () => {
  const log = "ok      tsc (1.0 s)\nFAILED  eslint (the widget) (2.5 s)\nwidget/a.js: no-undef\nmore\n\n1 passed, 1 failed, 0 skipped\n";
  assert.deepEqual(failedInLog(log), [{ name: "eslint (the widget)", message: "widget/a.js: no-undef" }]);
});

test("a run that fails altogether does not fill the screen", () => {
  const trx = Array.from({ length: 60 }, (_, at) => `<UnitTestResult testName="T${at}" outcome="Failed"></UnitTestResult>`).join("");
  const all = lines("All.trx", trx);
  assert.equal(all.length, 51);
  assert.equal(all.at(-1), "   and 10 more");
});
