package main

import (
	"fmt"
	"io"
	"strings"
	"time"
)

// table is what is shown of one thing that was measured.
type table struct {
	title string
	text  func(cell) string
}

func tables() []table {
	return []table{
		{"Seconds", seconds},
		{"Crossings", ofPicture(func(p picture) string { return fmt.Sprint(p.crossings) })},
		{"Cover", ofPicture(func(p picture) string { return fmt.Sprintf("%.3f", p.cover) })},
		{"Canvas", ofPicture(func(p picture) string { return fmt.Sprintf("%.0f×%.0f", p.w, p.h) })},
	}
}

// seconds returns how long a tool took, or why that is not known.
func seconds(c cell) string {
	if c.note != "" {
		return c.note
	}
	if c.time < time.Second {
		return fmt.Sprintf("%.3f", c.time.Seconds())
	}
	return fmt.Sprintf("%.2f", c.time.Seconds())
}

// ofPicture returns what shows something of a picture, if there is one.
func ofPicture(text func(picture) string) func(cell) string {
	return func(c cell) string {
		if c.note != "" {
			return ""
		}
		return text(c.picture)
	}
}

// writeTables writes a table in Markdown for each thing that was measured, with
// a column for each tool.
func writeTables(w io.Writer, tools []tool, rows []row) error {
	var b strings.Builder
	for i, t := range tables() {
		if i > 0 {
			b.WriteString("\n")
		}
		fmt.Fprintf(&b, "| %s |", t.title)
		for _, tool := range tools {
			fmt.Fprintf(&b, " %s |", tool.name)
		}
		b.WriteString("\n|---|" + strings.Repeat("---|", len(tools)) + "\n")
		for _, r := range rows {
			t.line(&b, r)
		}
	}
	_, err := io.WriteString(w, b.String())
	return err
}

func (t table) line(b *strings.Builder, r row) {
	fmt.Fprintf(b, "| %d/%d |", r.nodes, r.edges)
	for _, c := range r.cells {
		fmt.Fprintf(b, " %s |", t.text(c))
	}
	b.WriteString("\n")
}

// String returns all of a row, for who waits for the tables.
func (r row) String() string {
	var b strings.Builder
	fmt.Fprintf(&b, "%d/%d:", r.nodes, r.edges)
	for _, c := range r.cells {
		var parts []string
		for _, t := range tables() {
			if s := t.text(c); s != "" {
				parts = append(parts, s)
			}
		}
		fmt.Fprintf(&b, " [%s]", strings.Join(parts, ", "))
	}
	return b.String()
}
