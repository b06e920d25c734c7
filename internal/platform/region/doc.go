// Package region reads the tree of divisions: city, county (区/市), township (镇/街道), village (村/社区). A division is known
// by an inner id; code and name are dated, because villages merge and codes change every year. Its path is a fixed
// width of four characters per level, so "everything under a region" is a range that an index serves. Reporting units
// stand beside the tree: the High-tech Zone reports for itself and has no division code of its own.
package region
