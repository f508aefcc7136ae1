using System.Globalization;
using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Data;
using CitizenBonds.Data.Disclosure;
using CitizenBonds.Data.FairPrice;
using CitizenBonds.Data.Investors;
using CitizenBonds.Data.Ledger;
using CitizenBonds.Domain.Disclosure;
using CitizenBonds.Domain.FairPrice;
using CitizenBonds.Domain.Ledger;
using CitizenBonds.Domain.Mining;
using CitizenBonds.Domain.Offerings;
using CitizenBonds.Domain.Values;

namespace CitizenBonds.Application.FairPrice;

/// <summary>Why the window does not deal, in order of precedence.</summary>
public enum WindowDealRefusal
{
    /// <summary>No investor's account, or the identity is not checked yet.</summary>
    IdentityNotChecked = 1,

    /// <summary>Not from 1 to the argument "most" tokens.</summary>
    QuantityOutOfRange = 2,

    /// <summary>Not above zero, or beyond every market.</summary>
    PriceNotPositive = 3,
    NothingPublished = 4,

    /// <summary>The steward has published nothing for one retarget period; the argument "since" says when.</summary>
    PriceTooOld = 5,

    /// <summary>Above the band: the argument "allowed" is the highest price at which tokens are taken in.</summary>
    DepositAboveBand = 6,

    /// <summary>Below the band: the argument "allowed" is the lowest price at which tokens are given out.</summary>
    WithdrawalBelowBand = 7,

    /// <summary>The market's price, the argument "price", is not as good as the one asked for.</summary>
    PriceMoved = 8,

    /// <summary>As many as the argument "nearest" are there.</summary>
    TokensTooFew = 9,
    CashTooLow = 10,

    /// <summary>The window's reserve pays for the argument "nearest" tokens at the most.</summary>
    ReserveTooLow = 11,
}

/// <param name="PriceYen">
/// The price of a token one agrees to: at least for a deposit, at most for a withdrawal. The deal is made at the
/// market's price, which the steward publishes.
/// </param>
public sealed record DealAtWindowCommand(WindowDirection Direction, long Tokens, long PriceYen);

public sealed record WindowDeal(long DealId, long PriceYen, long AmountYen, long FirstTransferId);

/// <summary>
/// Takes tokens in for cash from the reserve, or gives tokens out for cash into it: both sides in one transaction, at
/// the market's price, inside the band only. The reserve never falls below zero.
/// </summary>
public sealed class DealAtWindow(CommandRunner commands)
{
    public const long TokensMax = 1_000_000;
    public const long PriceMax = 1_000_000_000;

    /// <summary>One retarget period: after that the difficulty behind K is another.</summary>
    public static readonly TimeSpan PriceAgeMax = TimeSpan.FromSeconds(Retarget.PeriodSeconds);

    public Task<Outcome<WindowDeal>> ExecuteAsync(
        DealAtWindowCommand input, string key, Guid actor, DateTimeOffset now, CancellationToken cancellationToken) =>
        commands.RunAsync(
            new Command(nameof(DealAtWindow), key, input, actor, now),
            (portal, token) => DealAsync(portal, input, actor, now, token),
            cancellationToken);

    private static async Task<Outcome<WindowDeal>> DealAsync(
        PortalContext portal, DealAtWindowCommand input, Guid actor, DateTimeOffset now,
        CancellationToken cancellationToken)
    {
        var investor = await InvestorLock.TakeAsync(portal, actor, cancellationToken);
        if (investor is not { IdentityState: IdentityState.Approved })
            return Refusal.Of(WindowDealRefusal.IdentityNotChecked);
        if (input.Tokens is <= 0 or > TokensMax)
            return Refusal.Of(WindowDealRefusal.QuantityOutOfRange, ("most", TokensMax));
        if (input.PriceYen is <= 0 or > PriceMax) return Refusal.Of(WindowDealRefusal.PriceNotPositive);
        await WindowBook.ShareAsync(portal, cancellationToken);
        var price = await WindowBook.NewestAsync(portal, cancellationToken);
        if (price is null) return Refusal.Of(WindowDealRefusal.NothingPublished);
        if (now - price.PublishedAt > PriceAgeMax)
            return Refusal.Of(WindowDealRefusal.PriceTooOld, ("since", price.PublishedAt));
        if (FindPriceRefusal(input, price) is { } refusal) return refusal;

        return await BookAsync(portal, input, investor, price, now, cancellationToken);
    }

    /// <summary>Asked for first, then the market's: whichever is outside, the allowed price is named.</summary>
    private static Refusal? FindPriceRefusal(DealAtWindowCommand input, WindowPriceRow price)
    {
        var window = WindowBook.WindowOf(price);
        var isDeposit = input.Direction == WindowDirection.Deposit;
        foreach (var asked in (long[])[input.PriceYen, price.TokenPriceYen])
        {
            if (isDeposit && !window.AllowsDeposit(asked))
                return Outside(WindowDealRefusal.DepositAboveBand, asked, window.DepositMax);
            if (!isDeposit && !window.AllowsWithdrawal(asked))
                return Outside(WindowDealRefusal.WithdrawalBelowBand, asked, window.WithdrawalMin);
        }

        var hasMoved = isDeposit ? price.TokenPriceYen < input.PriceYen : price.TokenPriceYen > input.PriceYen;
        return hasMoved
            ? Refusal.Of(WindowDealRefusal.PriceMoved, ("price", Money.FromYen(price.TokenPriceYen)))
            : null;
    }

    private static Refusal Outside(WindowDealRefusal refusal, long asked, long allowed) =>
        Refusal.Of(refusal, ("asked", Money.FromYen(asked)), ("allowed", Money.FromYen(allowed)));

    private static async Task<Outcome<WindowDeal>> BookAsync(
        PortalContext portal, DealAtWindowCommand input, InvestorRow investor, WindowPriceRow price,
        DateTimeOffset now, CancellationToken cancellationToken)
    {
        var amount = checked(input.Tokens * price.TokenPriceYen);
        var accounts = await WindowAccounts.OpenAsync(portal, investor.Id, cancellationToken);
        var reference = string.Create(CultureInfo.InvariantCulture, $"window {price.Number}");
        NewTransfer[] transfers = input.Direction == WindowDirection.Deposit
            ?
            [
                new(accounts.Reserve, accounts.Cash, amount, LedgerReason.WindowCash, reference),
                new(accounts.Tokens, accounts.Issuance, input.Tokens, LedgerReason.TokensRetired, reference),
            ]
            :
            [
                new(accounts.Cash, accounts.Reserve, amount, LedgerReason.WindowCash, reference),
                new(accounts.Issuance, accounts.Tokens, input.Tokens, LedgerReason.TokensIssued, reference),
            ];
        // The ledger alone knows the balances under its lock; its refusal rolls everything back.
        var posting = await LedgerWriter.PostNumberedAsync(portal, transfers, now, cancellationToken);
        if (posting.Shortfall is { } shortfall) return RefusalOf(shortfall, accounts, price.TokenPriceYen);

        var deal = new WindowDealRow
        {
            InvestorId = investor.Id, PriceNumber = price.Number, Direction = input.Direction, Tokens = input.Tokens,
            PriceYen = price.TokenPriceYen, AmountYen = amount, FirstTransferId = posting.FirstId, DealtAt = now,
        };
        portal.WindowDeals.Add(deal);
        portal.Notices.Add(new NoticeRow
        {
            InvestorId = investor.Id, Amount = amount, Quantity = input.Tokens, CreatedAt = now,
            Kind = input.Direction == WindowDirection.Deposit
                ? NoticeKind.WindowTokensIn : NoticeKind.WindowTokensOut,
        });
        await portal.SaveChangesAsync(cancellationToken);
        return new WindowDeal(deal.Id, deal.PriceYen, amount, deal.FirstTransferId);
    }

    private static Refusal RefusalOf(LedgerShortfall shortfall, WindowAccounts accounts, long priceYen)
    {
        var affordable = Quantity.FromTokens(shortfall.Available / priceYen); // Rounds down: never more than is there.
        if (shortfall.AccountId == accounts.Tokens)
            return Refusal.Of(
                WindowDealRefusal.TokensTooFew, ("nearest", Quantity.FromTokens(shortfall.Available)));
        if (shortfall.AccountId == accounts.Cash)
            return Refusal.Of(
                WindowDealRefusal.CashTooLow, ("available", Money.FromYen(shortfall.Available)),
                ("nearest", affordable));
        return Refusal.Of(
            WindowDealRefusal.ReserveTooLow, ("available", Money.FromYen(shortfall.Available)),
            ("nearest", affordable));
    }
}
