import { groupThousands, isDecimalText } from '../../format/decimal.js'

/** A figure as the report rounds it: the console only groups its digits. */
export const Shown = ({ text, unit }: { readonly text: string | null; readonly unit: string }) =>
  text === null ? (
    '—'
  ) : (
    <span className="figure">
      {isDecimalText(text) ? groupThousands(text) : text}
      {unit === '1' ? null : <span className="figure-unit">{unit}</span>}
    </span>
  )
