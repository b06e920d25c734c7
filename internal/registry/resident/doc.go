// Package resident is the registry of people (人员): villagers with household, categories (安置对象类别) and exclusions as of
// dates, kin by declaration or register (GB/T 4761), and who is a village cadre or public employee when. One person,
// one record: the blind index of the identity number is unique. Identity number, phone and account are sealed; pages
// show masks, and every look at a full number is recorded. How each account came is kept in rows that are only added
// (origin.go), so that one that came another way is found. "No kin known" means not collected, never "none".
package resident
