using System.Globalization;
using CitizenBonds.Domain.Buyback;
using CitizenBonds.Domain.Pricing.ReferencePrices;
using CitizenBonds.Domain.Values;
using CitizenBonds.Verifier.Files;

namespace CitizenBonds.Verifier.Commands;

/// <summary><c>buyback</c>: every decision of a target-seeking programme again.</summary>
internal static class BuybackCommand
{
    public static VerifierCommand Definition { get; } = new(
        "buyback",
        "decide every operation of a target-seeking buyback programme again",
        """
        In:  {"target","gain","eta","margin","operation_max","participation","concentration","window_hours",
        "ticks_when_agreed","issued_at","denomination","series_outstanding","series_held","issuer_outstanding",
        "issuer_held","trades":[{"at","price","quantity"}],
        "steps":[{"at","stopped","offers":[{"price","quantity"}],"published_quantity","published_sum"}]}
        A step may say "trades_seen" (how many of the trades were known) or, of a reverse auction between slices,
        "auction_quantity" and "auction_paid", which are counted as published, and "auction", its number in
        "auctions":[{"id","tokens_max","retail_max","reference","room","budget","seed","bought","paid",
        "offers":[{"id","retail","price","quantity","bought","paid_price"}]}]: each is cleared again, its seed held
        against "seed_commitment" where there is one.
        Whole yen and tokens, shares as fractions, moments with a time zone. Left out: eta 0, margin 0,
        operation_max the target, participation 0.25, concentration 0.33, window_hours 24, issuer as the series.
        Out: one row a step: decision, reference, ceiling, trades excluded, best ask, bid, bought, sum of P * Q,
        remaining. Exit code 1 when a published figure differs.
        """,
        "citizenbonds-verify buyback --in programme.json --out decisions.csv",
        ["in", "out"],
        Run);

    private static CommandResult Run(CommandContext context)
    {
        var document = BoundedText.ReadJson<BuybackDocument>(context.OpenInput(), VerifierJson.Options);
        var policy = document.ToPolicy();
        document.CheckRest();
        using var csv = context.CreateCsv(
            "step", "at", "decision", "reason", "reference", "ceiling", "excluded", "best_ask", "bid_quantity",
            "bought_quantity", "paid", "sum_paid", "remaining");
        try
        {
            var replay = Replay(context, document, policy, csv);
            if (document.Auctions.Count == 0) return replay;
            var difference = AuctionReplay.FindDifference(document.Auctions, policy.PriceMargin, document.Steps);
            if (replay.ExitCode != CommandResult.AgreesCode) return replay;
            return difference is null
                ? CommandResult.Done($"{replay.Summary}; {document.Auctions.Count} auctions cleared again")
                : CommandResult.Disagrees($"{difference}; {replay.Summary}");
        }
        catch (OverflowException)
        {
            throw new BadInputException("amounts are too large to be added");
        }
    }

    private static CommandResult Replay(
        CommandContext context, BuybackDocument document, BuybackPolicy policy, CsvWriter csv)
    {
        var state = BuybackState.Start(Currency.Jpy);
        string? difference = null;
        var ended = false;
        for (var index = 0; index < document.Steps.Count && !ended; index++)
        {
            var entry = document.Steps[index];
            var reference = ReferenceBefore(document, entry);
            state = entry.Stopped ? state.Stop() : state.Resume();
            var market = MarketOf(document, entry, reference, state);
            var before = state;
            var decision = entry.AuctionPaid is null ? BuybackController.Decide(policy, state, market) : null;
            if (decision is BuybackDecision.Bid bid) state = state.Book(bid, bid.Price, Offered(entry, bid));
            if (decision is null) state = BookAuction(index, policy, entry, state);
            ended = decision is BuybackDecision.End;
            difference ??= FindDifference(index, entry, before, state);
            Write(csv, index, entry, policy, reference, decision, before, state);
            context.Progress.Report(index, "steps");
        }

        var summary = string.Create(
            CultureInfo.InvariantCulture,
            $"sum of P * Q {state.Spent.MinorUnits} of {policy.Target.MinorUnits}, {state.Bought} tokens in "
            + $"{state.Operations} operations, {state.Remaining(policy).MinorUnits} left{(ended ? ", ended" : "")}");
        return difference is null
            ? CommandResult.Done(summary)
            : CommandResult.Disagrees($"{difference}; recomputed: {summary}");
    }

    private static ReferencePrice? ReferenceBefore(BuybackDocument document, BuybackDocument.StepEntry step) =>
        ReferencePrice.Of(
            document.Trades.Take(step.TradesSeen ?? int.MaxValue).Select((trade, id) => new ObservedTrade(
                id, trade.At, Money.FromYen(trade.Price), Quantity.FromTokens(trade.Quantity))),
            step.At.AddHours(-document.WindowHours), step.At,
            HampelFilter.Default with { TicksWhenAgreed = document.TicksWhenAgreed });

    private static BuybackState BookAuction(
        int index, BuybackPolicy policy, BuybackDocument.StepEntry entry, BuybackState state)
    {
        var paid = Money.FromYen(entry.AuctionPaid ?? 0);
        return paid <= state.Remaining(policy)
            ? state.BookAuction(policy, paid, Quantity.FromTokens(entry.AuctionQuantity ?? 0))
            : throw new BadInputException($"steps[{index}]: the auction paid more than remained");
    }

    private static BuybackMarket MarketOf(
        BuybackDocument document, BuybackDocument.StepEntry step, ReferencePrice? reference, BuybackState state)
    {
        var boughtFace = Money.FromYen(document.Denomination) * state.Bought;
        return new BuybackMarket
        {
            Now = step.At,
            SeriesIssuedAt = document.IssuedAt,
            BestAsk = step.Offers.Count == 0 ? null : Money.FromYen(step.Offers.Min(offer => offer.Price)),
            Reference = reference?.VolumeWeighted,
            WindowVolume = reference?.Volume ?? Quantity.Zero,
            Denomination = Money.FromYen(document.Denomination),
            Series = new(Money.FromYen(document.SeriesOutstanding), Money.FromYen(document.SeriesHeld) + boughtFace),
            Issuer = new(
                Money.FromYen(document.IssuerOutstanding ?? document.SeriesOutstanding),
                Money.FromYen(document.IssuerOutstanding is null ? document.SeriesHeld : document.IssuerHeld)
                + boughtFace),
        };
    }

    private static Quantity Offered(BuybackDocument.StepEntry step, BuybackDecision.Bid bid)
    {
        var offered = step.Offers.Where(offer => offer.Price <= bid.Price.MinorUnits).Sum(offer => offer.Quantity);
        return Quantity.Min(bid.Quantity, Quantity.FromTokens(offered));
    }

    private static string? FindDifference(
        int index, BuybackDocument.StepEntry entry, BuybackState before, BuybackState after)
    {
        var bought = (after.Bought - before.Bought).Tokens;
        if (entry.PublishedQuantity is { } quantity && quantity != bought)
            return $"step {index + 1}: published quantity {quantity}, recomputed {bought}";
        if (entry.PublishedSum is { } sum && sum != after.Spent.MinorUnits)
            return $"step {index + 1}: published sum {sum}, recomputed {after.Spent.MinorUnits}";
        return null;
    }

    private static void Write(
        CsvWriter csv, int index, BuybackDocument.StepEntry entry, BuybackPolicy policy, ReferencePrice? reference,
        BuybackDecision? decision, BuybackState before, BuybackState after)
    {
        var (name, reason, bid) = decision switch
        {
            null => ("auction", "", 0L),
            BuybackDecision.Bid bidding => ("bid", "", bidding.Quantity.Tokens),
            BuybackDecision.Wait wait => ("wait", wait.Reason.ToString(), 0L),
            BuybackDecision.End => ("end", "less than one token remains", 0L),
            _ => throw new ArgumentOutOfRangeException(nameof(decision), decision, null),
        };
        csv.Field(index + 1).Field(entry.At.ToString("O", CultureInfo.InvariantCulture)).Field(name).Field(reason);
        csv.Field(Text(reference?.VolumeWeighted.MinorUnits));
        Money? ceiling = reference is null ? null : BuybackController.Ceiling(policy, reference.VolumeWeighted);
        csv.Field(Text(ceiling?.MinorUnits));
        csv.Field(reference?.Excluded.Count ?? 0);
        csv.Field(Text(entry.Offers.Count == 0 ? null : entry.Offers.Min(offer => offer.Price)));
        csv.Field(bid).Field((after.Bought - before.Bought).Tokens).Field((after.Spent - before.Spent).MinorUnits);
        csv.Field(after.Spent.MinorUnits).Field(after.Remaining(policy).MinorUnits).EndRow();
    }

    /// <summary>Empty where there is no figure.</summary>
    private static string Text(long? figure) => figure?.ToString(CultureInfo.InvariantCulture) ?? "";
}
