package png

import (
	"cmp"
	"image"
	"math"
	"slices"
)

// Coordinates inside a raster are whole numbers of subpixels, so that what
// comes out does not depend on how a machine rounds.
const (
	subShift = 8
	subpixel = 1 << subShift
	// fullArea is the doubled area of a pixel, in square subpixels.
	fullArea = 2 * subpixel * subpixel
)

// raster finds how much of each pixel lies inside an outline. It keeps only the
// pixels that a border runs through: what a shape takes grows with its outline
// and not with its area.
//
// A pixel's coverage is exact for the outline in subpixels. Where outlines
// overlap, coverages are added and cut off at full, as for a fill by the
// nonzero rule.
type raster struct {
	clip  image.Rectangle
	cells []cell
	// most is the number of cells at which those of one pixel are added up.
	most int
	// Buffers for sorting.
	sorted []cell
	starts []int32
}

// cell is what the borders in one pixel amount to: cover is the height they
// take, downwards counting as positive, and area twice the area to the left of
// them.
type cell struct{ x, y, cover, area int32 }

// reset starts an outline of which only a part of the picture is wanted.
func (r *raster) reset(clip image.Rectangle) {
	const fewCells = 1 << 21 // 32 MiB
	r.clip = clip
	r.cells = r.cells[:0]
	r.most = fewCells
}

// polygon adds a closed outline.
func (r *raster) polygon(points []point) {
	for i, p := range points {
		r.line(p, points[(i+1)%len(points)])
	}
}

// line adds a part of an outline, in px. Its ends must be finite. What lies to
// the left of the clip is moved to its edge, since it counts for the pixels on
// its right; what lies beyond the other edges counts for nothing.
func (r *raster) line(a, b point) {
	a, b, ok := clipY(a, b, float64(r.clip.Min.Y), float64(r.clip.Max.Y))
	if !ok {
		return
	}
	left, right := float64(r.clip.Min.X), float64(r.clip.Max.X)
	if a.X > b.X {
		r.split(b, a, left, right, -1)
	} else {
		r.split(a, b, left, right, 1)
	}
}

// clipY returns the part of a line between two heights, if there is one.
func clipY(a, b point, top, bottom float64) (point, point, bool) {
	if a.Y == b.Y || max(a.Y, b.Y) <= top || min(a.Y, b.Y) >= bottom {
		return a, b, false
	}
	ca, cb := a, b
	for _, p := range []*point{&ca, &cb} {
		if y := min(max(p.Y, top), bottom); y != p.Y {
			*p = pt(mixed(a.X, b.X, (y-a.Y)/(b.Y-a.Y)), y)
		}
	}
	return ca, cb, true
}

// split adds a line that goes from left to right, or in the other direction if
// sign is -1, in parts before, in and behind the clip.
func (r *raster) split(a, b point, left, right float64, sign int) {
	yAt := func(x float64) float64 { return mixed(a.Y, b.Y, (x-a.X)/(b.X-a.X)) }
	if b.X <= left {
		r.subpixels(pt(left, a.Y), pt(left, b.Y), sign)
		return
	}
	if a.X < left {
		y := yAt(left)
		r.subpixels(pt(left, a.Y), pt(left, y), sign)
		a = pt(left, y)
	}
	if a.X >= right {
		return
	}
	if b.X > right {
		b = pt(right, yAt(right))
	}
	r.subpixels(a, b, sign)
}

func toSubpixel(v float64) int { return int(math.Floor(float64(v*subpixel) + 0.5)) }

// subpixels adds a line inside the clip.
func (r *raster) subpixels(a, b point, sign int) {
	x0, y0, x1, y1 := toSubpixel(a.X), toSubpixel(a.Y), toSubpixel(b.X), toSubpixel(b.Y)
	if y0 > y1 {
		x0, y0, x1, y1, sign = x1, y1, x0, y0, -sign
	}
	if x0 == x1 {
		r.upright(x0, y0, y1, sign)
		return
	}
	for y := y0; y < y1; {
		row := y >> subShift
		next := min((row+1)<<subShift, y1)
		r.row(row, x0+floorDiv((x1-x0)*(y-y0), y1-y0), x0+floorDiv((x1-x0)*(next-y0), y1-y0), sign*(next-y))
		y = next
	}
}

// upright adds a line straight down.
func (r *raster) upright(x, y0, y1, sign int) {
	column := x >> subShift
	left := x - column<<subShift
	for y := y0; y < y1; {
		row := y >> subShift
		next := min((row+1)<<subShift, y1)
		r.add(column, row, sign*(next-y), 2*left*sign*(next-y))
		y = next
	}
}

// row adds a line within a row of pixels, from one x to another, of a height.
func (r *raster) row(row, x0, x1, height int) {
	if x0 > x1 {
		x0, x1 = x1, x0
	}
	done := 0
	for x := x0; ; {
		column := x >> subShift
		next := min((column+1)<<subShift, x1)
		upTo := height
		if x1 > x0 {
			upTo = height * (next - x0) / (x1 - x0)
		}
		r.add(column, row, upTo-done, (upTo-done)*(x+next-2*column<<subShift))
		if next == x1 {
			return
		}
		x, done = next, upTo
	}
}

func (r *raster) add(x, y, cover, area int) {
	if n := len(r.cells); n > 0 && int(r.cells[n-1].x) == x && int(r.cells[n-1].y) == y {
		r.cells[n-1].cover += int32(cover)
		r.cells[n-1].area += int32(area)
		return
	}
	if len(r.cells) >= r.most {
		r.compact()
	}
	r.cells = append(r.cells, cell{int32(x), int32(y), int32(cover), int32(area)})
}

// compact makes one cell of all those of a pixel.
func (r *raster) compact() {
	n := 0
	r.eachRow(func(_ int, row []cell) {
		for i, c := range row {
			if i > 0 && c.x == row[i-1].x {
				r.cells[n-1].cover += c.cover
				r.cells[n-1].area += c.area
				continue
			}
			r.cells[n] = c
			n++
		}
	})
	r.cells = r.cells[:n]
	r.most = max(r.most, 2*n)
}

func floorDiv(a, b int) int {
	q := a / b
	if a%b < 0 {
		q--
	}
	return q
}

// spans calls paint for every run of pixels of one coverage other than zero,
// row by row, from left to right.
func (r *raster) spans(paint func(y, x0, x1 int, coverage uint32)) {
	r.eachRow(func(y int, row []cell) {
		cover := 0
		for i := 0; i < len(row); {
			x, area := int(row[i].x), 0
			for ; i < len(row) && int(row[i].x) == x; i++ {
				cover += int(row[i].cover)
				area += int(row[i].area)
			}
			end := r.clip.Max.X
			if c := coverage(2*subpixel*cover - area); c > 0 && x < end {
				paint(y, x, x+1, c)
			}
			if i < len(row) {
				end = min(end, int(row[i].x))
			}
			if c := coverage(2 * subpixel * cover); c > 0 && x+1 < end {
				paint(y, x+1, end, c)
			}
		}
	})
}

// coverage turns a doubled area into a share of 255.
func coverage(area int) uint32 {
	return uint32((min(max(area, -area), fullArea)*255 + fullArea/2) / fullArea)
}

// eachRow calls f with the cells of each row from the left to the right.
func (r *raster) eachRow(f func(y int, row []cell)) {
	if len(r.cells) == 0 {
		return
	}
	first, last := r.cells[0].y, r.cells[0].y
	for _, c := range r.cells {
		first, last = min(first, c.y), max(last, c.y)
	}
	// After counting, starts[i] is where row i begins; after sorting, where it
	// ends.
	r.starts = append(r.starts[:0], make([]int32, last-first+1)...)
	for _, c := range r.cells {
		r.starts[c.y-first]++
	}
	sum := int32(0)
	for i, n := range r.starts {
		r.starts[i] = sum
		sum += n
	}
	r.sorted = slices.Grow(r.sorted[:0], len(r.cells))[:len(r.cells)]
	for _, c := range r.cells {
		r.sorted[r.starts[c.y-first]] = c
		r.starts[c.y-first]++
	}
	begin := int32(0)
	for i, end := range r.starts {
		row := r.sorted[begin:end]
		sortCells(row)
		f(int(first)+i, row)
		begin = end
	}
}

// sortCells sorts by x. Most rows have a handful of cells.
func sortCells(row []cell) {
	if len(row) > 24 {
		slices.SortStableFunc(row, func(a, b cell) int { return cmp.Compare(a.x, b.x) })
		return
	}
	for i := 1; i < len(row); i++ {
		for j := i; j > 0 && row[j].x < row[j-1].x; j-- {
			row[j], row[j-1] = row[j-1], row[j]
		}
	}
}
