// Package project is the project list (脱贫人口就业帮扶项目清单, annex 2 of 枣人社字〔2023〕68号) and the city's library (项目库). A unit
// keeps its projects; each quarter it sends its list in, which is frozen as a round; the city chooses lines into the
// library or leaves them out, with a reason. The library is what was chosen of the latest rounds.
package project
