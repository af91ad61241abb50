// Package mermaid reads and writes Mermaid flowcharts, the text that GitHub,
// GitLab, Obsidian and many others show as a picture.
//
// What the format is, and what its parser makes of hostile text, is described
// at https://mermaid.js.org/syntax/flowchart.html and in Mermaid's own grammar
// (flow.jison). The output is read alike by Mermaid 11 and 12.
package mermaid
