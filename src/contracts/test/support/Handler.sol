// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {BondToken} from "../../src/BondToken.sol";
import {IERC7943Fungible} from "../../src/interfaces/IERC7943Fungible.sol";
import {PlainCash} from "../cash/PlainCash.sol";
import {Reference} from "./Reference.sol";

/// @notice Acts at random on a bond and compares every outcome with what the rules say it must be.
/// @dev The rules are written down a second time, in Reference: who held at the end of each record second, and what was
/// paid to whom. Whatever differs is counted in `wrong`, with the words of the last difference.
contract Handler is Reference {
    constructor(BondToken bond_, PlainCash cash_, address[] memory people_) Reference(bond_, cash_, people_) {}

    /// @dev An amount at one of the limits as often as any other.
    function near(address account, uint256 seed) private view returns (uint256) {
        uint256 balance = bond.balanceOf(account);
        uint256 free = balance - bond.frozenBalanceOf(account);
        uint256[6] memory amounts = [free, free + 1, balance, balance + 1, 0, (seed / 6) % (balance + 1)];
        return amounts[seed % 6];
    }

    function passTime(uint256 seed) external noted {
        uint256 passed = bond.passedCoupons();
        uint256 next = passed < bond.coupons() ? bond.recordTime(passed + 1) : bond.maturityDate();
        uint256 now_ = block.timestamp;
        uint256 kind = seed % 4;
        uint256 to = kind == 0 ? next : kind == 1 ? next + 1 : kind == 2 ? now_ + 1 : now_ + seed % 30 days;
        if (to > now_) vm.warp(to);
    }

    function transfer(uint256 from, uint256 to, uint256 amount) external noted {
        (address a, address b) = (person(from), person(to));
        amount = near(a, amount);
        bool expected = bond.canTransfer(a, b, amount);
        uint256 before = bond.balanceOf(a);
        vm.prank(a);
        (bool done,) = address(bond).call(abi.encodeCall(bond.transfer, (b, amount)));
        agree(expected == done, "canTransfer and transfer differ");
        if (a == b) agree(bond.balanceOf(a) == before, "a transfer to oneself is neutral");
    }

    function batchTransfer(uint256 from, uint256 to, uint256 amount) external noted {
        (address a, address b) = (person(from), person(to));
        amount = near(a, amount);
        bool expected = a != b && bond.canTransfer(a, b, amount);
        vm.prank(a);
        (bool done,) = address(bond).call(abi.encodeCall(bond.batchTransfer, (one(b), one(amount))));
        agree(expected == done, "canTransfer and batchTransfer differ");
    }

    function claim(uint256 who) external noted {
        address account = person(who);
        uint256 due = bond.claimable(account);
        bool expected = due != 0 && !bond.isLocked(account) && !isPaused(bond.PAUSE_COUPONS());
        bool done = paying(account, abi.encodeCall(bond.claim, ()), account);
        agree(expected == done, "a claim is refused exactly when nothing is due, when locked or when paused");
        if (done) agree(bond.claimable(account) == 0, "nothing is due after a claim");
    }

    function payCoupons(uint256 who) external noted {
        address account = person(who);
        bool done = paying(PAYER, abi.encodeCall(bond.payCoupons, (one(account))), account);
        agree(done == !isPaused(bond.PAUSE_COUPONS()), "a batch is refused exactly when paused");
    }

    function redeem(uint256 who, bool byBatch) external noted {
        address account = person(who);
        uint256 tokens = bond.balanceOf(account) - bond.frozenBalanceOf(account);
        bool open = block.timestamp >= bond.maturityDate() && bond.isPrincipalFunded()
            && !isPaused(bond.PAUSE_REDEMPTION());
        bool able = tokens != 0 && bond.canSend(account);
        uint256 before = bond.balanceOf(account);
        bool done = byBatch
            ? paying(PAYER, abi.encodeCall(bond.redeemFor, (one(account))), account)
            : paying(account, abi.encodeCall(bond.redeem, ()), account);
        agree(done == (open && (byBatch || able)), "redemption is refused exactly when the rules say so");
        uint256 burnt = before - bond.balanceOf(account);
        agree(burnt == (done && able ? tokens : 0), "redemption burns what is not frozen");
    }

    function fundCoupons(uint256 amount) external noted {
        vm.prank(PAYER);
        (bool done,) = address(bond).call(abi.encodeCall(bond.fundCoupons, (amount % 4 == 0 ? amount % 130_000 : 62_500)));
        agree(done, "funding is never refused");
    }

    function fundPrincipal(uint256 amount) external noted {
        vm.prank(PAYER);
        (bool done,) = address(bond).call(abi.encodeCall(bond.fundPrincipal, (amount % 4 == 0 ? 10_000_000 : amount % 100_000)));
        agree(done, "funding is never refused");
    }

    function freeze(uint256 who, uint256 amount) external noted {
        vm.prank(AGENT);
        bond.setFrozenTokens(person(who), amount % 1_200);
    }

    function lock(uint256 who, bool on) external noted {
        vm.prank(AGENT);
        bond.setLocked(one(person(who)), on);
    }

    function list(uint256 who, bool on) external noted {
        vm.prank(AGENT);
        bond.setAllowed(one(person(who)), on);
    }

    function pause(uint8 scopes) external noted {
        vm.prank(PAUSER);
        bond.setPaused(scopes % 3 == 0 ? scopes % 16 : 0);
    }

    function forcedTransfer(uint256 by, uint256 from, uint256 to, uint256 amount) external noted {
        (address a, address b) = (person(from), person(to));
        amount = near(a, amount);
        address caller = by % 2 == 0 ? AGENT : person(by);
        bool expected = caller == AGENT && bond.canReceive(b) && amount <= bond.balanceOf(a);
        vm.recordLogs();
        vm.prank(caller);
        (bool done,) = address(bond).call(abi.encodeCall(bond.forcedTransfer, (a, b, amount)));
        agree(expected == done, "a forced transfer needs an agent and an eligible receiver");
        bool announced = found(IERC7943Fungible.ForcedTransfer.selector);
        agree(announced == done, "a forced transfer is announced by its event");
    }

    function recover(uint256 from, uint256 to) external noted {
        (address a, address b) = (person(from), person(to));
        bool expected = a != b && bond.canReceive(b);
        uint256 frozen = bond.getFrozenTokens(a) + bond.getFrozenTokens(b);
        uint256 tokens = bond.balanceOf(a) + bond.balanceOf(b);
        vm.prank(AGENT);
        (bool done,) = address(bond).call(abi.encodeCall(bond.recover, (a, b)));
        agree(expected == done, "a recovery needs another, eligible account");
        if (!done) return;
        inherit(a, b);
        agree(bond.balanceOf(a) == 0 && bond.balanceOf(b) == tokens, "recovery carries the balance");
        agree(bond.getFrozenTokens(a) == 0 && bond.getFrozenTokens(b) == frozen, "recovery carries the frozen amount");
    }

    function releaseDust(uint256 who) external noted {
        address account = person(who);
        uint256 before = bond.accruedOf(account);
        (bool done,) = address(bond).call(abi.encodeCall(bond.releaseDust, (account)));
        if (!done) return;
        agree(before < bond.fractionsPerUnit() && bond.balanceOf(account) == 0, "dust is a fraction of nobody");
        givenUp[account] += before;
    }

    /// @notice Anyone who is neither holder, spender nor agent tries to lower a balance.
    function attack(uint256 by, uint256 kind, uint256 victim, uint256 amount) external noted {
        address[4] memory attackers = [address(0xE7E), ISSUER, PAUSER, ADMINISTRATOR];
        (address a, address b) = (person(victim), person(amount));
        bytes[8] memory calls = [
            abi.encodeCall(bond.transferFrom, (a, b, amount % 1_000 + 1)),
            abi.encodeCall(bond.forcedTransfer, (a, b, amount % 1_000)),
            abi.encodeCall(bond.recover, (a, b)),
            abi.encodeCall(bond.redeemFor, (one(a))),
            abi.encodeCall(bond.redeemOne, (a)),
            abi.encodeCall(bond.setFrozenTokens, (a, amount % 1_000)),
            abi.encodeCall(bond.batchForcedTransfer, (one(a), one(b), one(uint256(1)))),
            abi.encodeCall(bond.withdrawExcess, (b))
        ];
        vm.prank(attackers[by % 4]);
        (bool done,) = address(bond).call(calls[kind % 8]);
        agree(!done, "nobody else can touch a balance");
    }
}
