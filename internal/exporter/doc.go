// Package exporter holds the rows of the lists that can be written, until each lies with its owner.
package exporter
