// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {FeeCash} from "./cash/FeeCash.sol";
import {PlainCash} from "./cash/PlainCash.sol";
import {ReentrantCash} from "./cash/ReentrantCash.sol";
import {BondFixture} from "./support/BondFixture.sol";
import {Handler} from "./support/Handler.sol";

/// @notice What holds after any sequence of actions. Batches under the cap of a transaction are in GasTest, hostile
/// currencies in the two contracts at the end and in HostileCashTest.
abstract contract Invariants is BondFixture {
    Handler internal handler;

    function currencyUnderTest() internal virtual returns (address);

    function setUp() public virtual override {
        vm.warp(START);
        deploy(currencyUnderTest());
        issue();
        address[] memory people = new address[](4);
        (people[0], people[1], people[2], people[3]) = (ANN, BEN, CHO, address(0x1004));
        allow(people[3]);
        handler = new Handler(bond, cash, people);
    }

    function targetContracts() external view returns (address[] memory) {
        return one(address(handler));
    }

    function outcomes() internal view {
        if (handler.wrong() != 0) revert Untrue(handler.lastWrong());
    }

    function supply() internal view {
        uint256 sum;
        uint256 redeemed;
        for (uint256 i = 0; i < handler.count(); ++i) {
            sum += bond.balanceOf(handler.people(i));
            redeemed += handler.tokensRedeemed(handler.people(i));
        }
        same(bond.totalSupply(), sum, "supply");
        same(TOKENS, sum + redeemed, "issued");
    }

    function coupons() internal view {
        for (uint256 i = 0; i < handler.count(); ++i) {
            address account = handler.people(i);
            uint256 had = handler.couponsPaid(account) * bond.fractionsPerUnit() + handler.givenUp(account);
            same(handler.earned(account), had + bond.accruedOf(account), "earned = paid + due");
        }
    }

    function funding() internal view {
        uint256 had;
        for (uint256 i = 0; i < handler.count(); ++i) {
            address account = handler.people(i);
            had += handler.couponsPaid(account) * bond.fractionsPerUnit() + bond.accruedOf(account);
        }
        atMost(bond.fundedCoupons() * 62_500 * bond.fractionsPerUnit(), had, "funded");
    }

    function cover() internal view {
        uint256 due;
        for (uint256 i = 0; i < handler.count(); ++i) due += bond.claimable(handler.people(i));
        (uint256 couponPot, uint256 principalPot) = bond.pots();
        due += couponPot + principalPot;
        if (bond.isPrincipalFunded()) due += bond.totalSupply() * FACE;
        atMost(cash.balanceOf(address(bond)), due, "cash");
    }

    function principal() internal view {
        for (uint256 i = 0; i < handler.count(); ++i) {
            address account = handler.people(i);
            same(handler.tokensRedeemed(account) * FACE, handler.principalPaid(account), "principal");
        }
    }

    function frozen() internal view {
        for (uint256 i = 0; i < handler.count(); ++i) {
            address account = handler.people(i);
            atMost(bond.balanceOf(account), bond.frozenBalanceOf(account), "frozen");
        }
    }

    function roles() internal view {
        same(1, bond.administrators(), "the only one stays");
    }
}

contract PlainCashInvariants is Invariants {
    function currencyUnderTest() internal override returns (address) {
        return address(new PlainCash());
    }

    /// @dev Self-transfers are neutral, `canTransfer` agrees with `transfer`, each pause stops its scope and no other,
    /// forced transfers are gated and announced, nobody else lowers a balance, recovery carries everything.
    function invariant_EveryOutcome_IsAsTheRulesSay() external view {
        outcomes();
        roles();
    }

    function invariant_Supply_IsTheSumOfBalances() external view {
        supply();
    }

    function invariant_Coupons_GoOnceToWhoHeldAtTheRecordSecond() external view {
        coupons();
    }

    function invariant_Coupons_PaidAndDueAreFunded() external view {
        funding();
        cover();
    }

    function invariant_Principal_IsPaidOnce() external view {
        principal();
    }

    function invariant_Frozen_IsWithinTheBalance() external view {
        frozen();
    }
}

/// @notice Everything again with a currency that misbehaves.
abstract contract HostileInvariants is Invariants {
    function invariant_Everything_HoldsAllTheSame() external view {
        outcomes();
        roles();
        supply();
        coupons();
        funding();
        cover();
        principal();
        frozen();
    }
}

contract FeeCashInvariants is HostileInvariants {
    function currencyUnderTest() internal override returns (address) {
        return address(new FeeCash());
    }
}

/// @notice The currency is a payer itself and, in the middle of every transfer, tries to have Ann paid once more.
contract ReentrantCashInvariants is HostileInvariants {
    function currencyUnderTest() internal override returns (address) {
        return address(new ReentrantCash());
    }

    function setUp() public override {
        super.setUp();
        bytes32 role = bond.PAYER_ROLE();
        vm.prank(ADMINISTRATOR);
        bond.grantRole(role, address(cash));
        ReentrantCash(address(cash)).callBack(address(bond), abi.encodeCall(bond.payCoupons, (one(ANN))));
    }
}
