// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20Errors} from "@openzeppelin/contracts/interfaces/draft-IERC6093.sol";
import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {IERC165} from "@openzeppelin/contracts/utils/introspection/IERC165.sol";
import {IBondVocabulary} from "../src/interfaces/IBondVocabulary.sol";
import {IERC7943Fungible} from "../src/interfaces/IERC7943Fungible.sol";
import {BondTransfers} from "../src/token/BondTransfers.sol";
import {BondFixture} from "./support/BondFixture.sol";

contract TransfersTest is BondFixture {
    function test_Transfer_MovesTokens() external {
        vm.expectEmit(true, true, false, true, address(bond));
        emit IERC20.Transfer(ANN, CHO, 40);
        move(ANN, CHO, 40);

        same(660, bond.balanceOf(ANN), "Ann keeps 700 - 40");
        same(40, bond.balanceOf(CHO), "Cho");
        same(400_000, bond.principalOf(CHO), "40 of 10,000");
    }

    function test_Transfer_WholeBalanceToSelf_ChangesNothing() external {
        move(ANN, ANN, 700);

        same(700, bond.balanceOf(ANN), "Ann");
        same(TOKENS, bond.totalSupply(), "supply");
    }

    function test_Transfer_MoreThanHeld_IsRefused() external {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, ANN, 700, 701));
        move(ANN, BEN, 701);
    }

    function test_Transfer_ToSelfMoreThanHeld_IsRefused() external {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, ANN, 700, 701));
        move(ANN, ANN, 701);
    }

    function test_Transfer_ToStranger_IsRefused() external {
        vm.expectRevert(abi.encodeWithSelector(IERC7943Fungible.ERC7943CannotReceive.selector, EVE));
        move(ANN, EVE, 1);
    }

    function test_Transfer_ToTheContractItself_IsRefused() external {
        vm.expectRevert(abi.encodeWithSelector(IERC7943Fungible.ERC7943CannotReceive.selector, address(bond)));
        move(ANN, address(bond), 1);
    }

    function test_Transfer_FromWhoIsOffTheList_IsRefused() external {
        vm.prank(AGENT);
        bond.setAllowed(one(ANN), false);

        vm.expectRevert(abi.encodeWithSelector(IERC7943Fungible.ERC7943CannotSend.selector, ANN));
        move(ANN, BEN, 1);
    }

    function test_Transfer_FrozenPart_IsRefusedAndTheRestMoves() external {
        vm.prank(AGENT);
        bond.setFrozenTokens(ANN, 500);
        move(ANN, BEN, 200);

        vm.expectRevert(
            abi.encodeWithSelector(IERC7943Fungible.ERC7943InsufficientUnfrozenBalance.selector, ANN, 1, 0)
        );
        move(ANN, BEN, 1);
    }

    function test_SetFrozenTokens_AboveBalance_BindsWhatArrives() external {
        vm.prank(AGENT);
        bond.setFrozenTokens(CHO, 50);
        move(ANN, CHO, 60);

        same(50, bond.getFrozenTokens(CHO), "as set");
        same(50, bond.frozenBalanceOf(CHO), "all of it is there now");
        isTrue(bond.canTransfer(CHO, ANN, 10) && !bond.canTransfer(CHO, ANN, 11), "60 - 50 are free");
    }

    function test_TransferFrom_SpendsTheAllowance() external {
        vm.prank(ANN);
        bond.approve(EVE, 10);
        vm.prank(EVE);
        bond.transferFrom(ANN, BEN, 7);

        same(3, bond.allowance(ANN, EVE), "10 - 7");
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientAllowance.selector, EVE, 3, 4));
        vm.prank(EVE);
        bond.transferFrom(ANN, BEN, 4);
    }

    function test_BatchTransfer_SameReceiverTwice_CountsBoth() external {
        address[] memory to = new address[](2);
        uint256[] memory amounts = new uint256[](2);
        (to[0], to[1], amounts[0], amounts[1]) = (CHO, CHO, 3, 4);
        vm.prank(ANN);
        bond.batchTransfer(to, amounts);

        same(7, bond.balanceOf(CHO), "3 + 4");
        same(693, bond.balanceOf(ANN), "700 - 7");
    }

    function test_BatchTransfer_OneTooMany_MovesNothing() external {
        address[] memory to = new address[](2);
        uint256[] memory amounts = new uint256[](2);
        (to[0], to[1], amounts[0], amounts[1]) = (BEN, CHO, 600, 101);

        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InsufficientBalance.selector, ANN, 100, 101));
        vm.prank(ANN);
        bond.batchTransfer(to, amounts);
        same(300, bond.balanceOf(BEN), "Ben");
    }

    function test_BatchTransfer_ToSelf_IsRefused() external {
        vm.expectRevert(abi.encodeWithSelector(IERC20Errors.ERC20InvalidReceiver.selector, ANN));
        vm.prank(ANN);
        bond.batchTransfer(one(ANN), one(uint256(1)));
    }

    function test_BatchTransfer_TwoHundredAndOne_IsRefused() external {
        vm.expectRevert(abi.encodeWithSelector(BondTransfers.BatchSize.selector, 201, 201));
        vm.prank(ANN);
        bond.batchTransfer(new address[](201), new uint256[](201));
    }

    function test_SupportsInterface_NamesWhatIsThereAndNoMore() external view {
        isTrue(type(IERC7943Fungible).interfaceId == bytes4(0x3edbb4c4), "the number in the standard");
        isTrue(bond.supportsInterface(0x3edbb4c4), "ERC-7943");
        isTrue(bond.supportsInterface(type(IERC165).interfaceId), "ERC-165");
        isTrue(bond.supportsInterface(type(IBondVocabulary).interfaceId), "the vocabulary");
        isTrue(!bond.supportsInterface(0x92030c38), "not ERC-7092 as a whole");
        isTrue(!bond.supportsInterface(0xffffffff), "not the invalid one");
    }

    function test_Terms_AreReadableByName() external view {
        IBondVocabulary named = IBondVocabulary(address(bond));
        isTrue(keccak256(bytes(named.isin())) == keccak256("JP1000000001"), "isin");
        same(10_000_000, named.issueVolume(), "1,000 of 10,000");
        same(12_500, named.couponRate(), "1.25 %");
        same(2, named.couponFrequency(), "half-yearly");
        same(maturity(), named.maturityDate(), "maturity");
        isTrue(named.currency() == address(cash), "currency");
        isTrue(bond.termsHash() == sha256("terms"), "hash");
    }
}
