import { InputError } from "../../src/lib/input-error.ts";
import { UPSTREAM } from "../../test/fixtures/upstream.ts";

/**
 * The authors' data files, without which no model can be asked the instrument.
 * @throws {InputError} they are not at hand
 */
export function needUpstream(campaign: string): string {
  if (UPSTREAM === undefined)
    throw new InputError(
      `${campaign}: needs the item texts: set VALUE_PORTRAIT_UPSTREAM to the authors' data files`,
    );
  return UPSTREAM;
}
