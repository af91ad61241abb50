package png

import (
	"context"
	"encoding/binary"
	"hash/crc32"
	"image"
	"io"
	"math"
)

// encode writes a picture as a PNG file, as the Portable Network Graphics
// Specification, third edition, describes it. Bands of rows are compressed at
// the same time; how the picture is cut into bands depends on its size alone.
func encode(ctx context.Context, w io.Writer, img *image.RGBA, scale float64) error {
	out := chunks{w: w}
	out.raw([]byte("\x89PNG\r\n\x1a\n"))
	opaque := img.Opaque()
	out.chunk("IHDR", header(img.Rect.Size(), opaque))
	out.chunk("pHYs", density(scale))
	if err := out.bands(ctx, img, opaque); err != nil {
		return err
	}
	out.chunk("IEND", nil)
	return out.err
}

// chunks writes the parts of a PNG file. After an error it writes nothing more.
type chunks struct {
	w   io.Writer
	err error
}

func (c *chunks) raw(b []byte) {
	if c.err == nil {
		_, c.err = c.w.Write(b)
	}
}

func (c *chunks) chunk(kind string, data []byte) {
	head := binary.BigEndian.AppendUint32(nil, uint32(len(data)))
	head = append(head, kind...)
	sum := crc32.Update(crc32.ChecksumIEEE(head[4:]), crc32.IEEETable, data)
	c.raw(head)
	c.raw(data)
	c.raw(binary.BigEndian.AppendUint32(nil, sum))
}

// header is the content of IHDR: eight bits a channel, not interlaced.
func header(size image.Point, opaque bool) []byte {
	const trueColor, trueColorAlpha = 2, 6
	b := binary.BigEndian.AppendUint32(nil, uint32(size.X))
	b = binary.BigEndian.AppendUint32(b, uint32(size.Y))
	kind := byte(trueColorAlpha)
	if opaque {
		kind = trueColor
	}
	return append(b, 8, kind, 0, 0, 0)
}

// density is the content of pHYs, px per metre: at a scale of 1 the 96 px an
// inch that CSS has.
func density(scale float64) []byte {
	const perMetre = 96 / 0.0254
	v := uint32(min(max(math.Round(scale*perMetre), 1), math.MaxInt32))
	b := binary.BigEndian.AppendUint32(nil, v)
	return append(binary.BigEndian.AppendUint32(b, v), 1)
}

// bands compresses the rows of a picture and writes them in order.
func (c *chunks) bands(ctx context.Context, img *image.RGBA, opaque bool) error {
	all := newBands(img, opaque)
	compressors := newCompressors()
	sum := uint32(1)
	return inOrder(len(all), func(i int) { all[i].compress(compressors, i == len(all)-1) }, func(i int) error {
		if err := ctx.Err(); err != nil {
			return err
		}
		b := &all[i]
		data := b.data
		if i == 0 {
			// 32 KiB of window, the usual level, no dictionary; see RFC 1950.
			data = append([]byte{0x78, 0x9c}, data...)
		}
		sum = joinAdler(sum, b.sum, b.length)
		if i == len(all)-1 {
			data = binary.BigEndian.AppendUint32(data, sum)
		}
		c.chunk("IDAT", data)
		b.data = nil
		return c.err
	})
}
