// Package views holds the HTML templates and static files, embedded. layout/ frames every page, pages/ has one file per
// screen, phone/ is the page for checks without signal and its worker, static/ has the style sheet and the scripts.
package views

import "embed"

// Files of the views.
//
//go:embed layout/*.html pages/*.html phone/* static/*
var Files embed.FS
