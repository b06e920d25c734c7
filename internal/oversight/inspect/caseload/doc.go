// Package caseload makes cities on paper for measuring the rules: folders of spreadsheets in which wrongs are planted
// by people who hide them, each beside matters that look alike and are innocent, and the answers to both. Everybody in
// them is made up: numbers are of a reserved place.
package caseload
