// Package sampling chooses whom a township's supervisor must check in a quarter, so that nobody can steer it (抽查名单):
// first villages, then people. A seed is sealed before the quarter's draws, and its commitment stands in the trail,
// like a number in a sealed envelope whose print is public. A draw takes the seed, the quarter, the digest of the
// frozen roster and the first root of the trail after both the quarter and the commitment: whoever knows the seed did
// not know the root, and whoever makes the root does not know the seed. When the quarter has ended the seed is shown,
// and everybody can count again.
package sampling
