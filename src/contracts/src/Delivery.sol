// SPDX-License-Identifier: Apache-2.0
pragma solidity 0.8.37;

import {IERC20} from "@openzeppelin/contracts/token/ERC20/IERC20.sol";
import {SafeERC20} from "@openzeppelin/contracts/token/ERC20/utils/SafeERC20.sol";
import {ReentrancyGuardTransient} from "@openzeppelin/contracts/utils/ReentrancyGuardTransient.sol";

/// @title Delivery versus payment between two wallets
/// @notice The seller offers tokens to one buyer at one price; when the buyer accepts, tokens and cash change hands in one
/// transaction or not at all. This contract never holds either: both wallets allow it to move what they agreed to.
contract Delivery is ReentrancyGuardTransient {
    using SafeERC20 for IERC20;

    /// @param seller Gives the tokens.
    /// @param buyer The only one who may accept.
    /// @param token What is sold.
    /// @param amount How much of it.
    /// @param cash What is paid with.
    /// @param price What the seller must receive, in whole, in the smallest unit of the cash.
    /// @param until The last second in which the offer can be accepted.
    struct Offer {
        address seller;
        address buyer;
        IERC20 token;
        uint256 amount;
        IERC20 cash;
        uint256 price;
        uint64 until;
    }

    mapping(uint256 number => Offer) private _offers;
    uint256 private _count;

    /// @notice An offer was made.
    event Offered(uint256 indexed number, address indexed seller, address indexed buyer);
    /// @notice Both sides were settled.
    event Delivered(uint256 indexed number, address indexed seller, address indexed buyer);
    /// @notice The seller took the offer back.
    event Withdrawn(uint256 indexed number);

    /// @notice An offer names a buyer other than the seller, an amount, and an end that is still to come.
    error OfferIncomplete();
    /// @notice There is no such offer, or no more.
    error NoOffer(uint256 number);
    /// @notice Only the party named in the offer may do this.
    error NotParty(uint256 number, address sender);
    /// @notice The offer has ended.
    error OfferEnded(uint256 number, uint64 until);
    /// @notice One side came short, for example because the cash token keeps a fee.
    error CameShort(address asset, uint256 expected, uint256 received);

    /// @notice Offers tokens of the caller to one buyer.
    function offer(address buyer, IERC20 token, uint256 amount, IERC20 cash, uint256 price, uint64 until)
        external
        returns (uint256 number)
    {
        bool complete = buyer != address(0) && buyer != msg.sender && amount != 0 && until >= block.timestamp;
        require(complete && address(token) != address(cash), OfferIncomplete());
        number = ++_count;
        _offers[number] = Offer(msg.sender, buyer, token, amount, cash, price, until);
        emit Offered(number, msg.sender, buyer);
    }

    /// @notice Takes an offer back.
    function withdraw(uint256 number) external {
        Offer memory open = _open(number);
        require(msg.sender == open.seller, NotParty(number, msg.sender));
        delete _offers[number];
        emit Withdrawn(number);
    }

    /// @notice Accepts an offer: cash to the seller and tokens to the buyer, together.
    function accept(uint256 number) external nonReentrant {
        Offer memory open = _open(number);
        require(msg.sender == open.buyer, NotParty(number, msg.sender));
        require(block.timestamp <= open.until, OfferEnded(number, open.until));
        delete _offers[number];
        _move(open.cash, open.buyer, open.seller, open.price);
        _move(open.token, open.seller, open.buyer, open.amount);
        emit Delivered(number, open.seller, open.buyer);
    }

    /// @notice The terms of an open offer.
    function offerOf(uint256 number) external view returns (Offer memory) {
        return _open(number);
    }

    function _open(uint256 number) private view returns (Offer memory open) {
        open = _offers[number];
        require(open.seller != address(0), NoOffer(number));
    }

    function _move(IERC20 asset, address from, address to, uint256 amount) private {
        uint256 before = asset.balanceOf(to);
        asset.safeTransferFrom(from, to, amount);
        uint256 received = asset.balanceOf(to) - before;
        require(received >= amount, CameShort(address(asset), amount, received));
    }
}
