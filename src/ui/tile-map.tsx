/** A map of equal tiles: each place has a spot in a grid, near where it lies, and a share from 0 to 1 or none. */
export type Tile = {
  key: string;
  label: string;
  short: string;
  column: number;
  row: number;
  share: number | null;
  detail: string;
};

const size = 44;
const gap = 4;

/** The picture; the page puts the same figures in a table beside it. Text on a tile keeps its contrast at every share. */
export function TileMap({ title, tiles }: { title: string; tiles: readonly Tile[] }) {
  const columns = Math.max(...tiles.map(({ column }) => column)) + 1;
  const rows = Math.max(...tiles.map(({ row }) => row)) + 1;
  return (
    <svg
      role="img"
      aria-label={title}
      viewBox={`0 0 ${columns * (size + gap)} ${rows * (size + gap)}`}
      className="h-auto w-full max-w-xl"
    >
      {tiles.map((tile) => (
        <g key={tile.key} transform={`translate(${tile.column * (size + gap)} ${tile.row * (size + gap)})`}>
          <title>{`${tile.label} ${tile.detail}`}</title>
          <rect width={size} height={size} rx={6} fill="var(--sunken)" stroke="var(--line)" />
          {tile.share === null ? null : (
            <rect
              width={size}
              height={size}
              rx={6}
              fill="var(--brand)"
              // Half strength at most, so that the tile's name stays readable in both themes.
              opacity={0.12 + tile.share * 0.43}
            />
          )}
          <text x={size / 2} y={size / 2 - 2} textAnchor="middle" fontSize={13} fill="var(--ink)" fontWeight={600}>
            {tile.short}
          </text>
          <text x={size / 2} y={size / 2 + 13} textAnchor="middle" fontSize={10} fill="var(--ink)">
            {tile.share === null ? "" : `${Math.round(tile.share * 100)}%`}
          </text>
        </g>
      ))}
    </svg>
  );
}
