using CitizenBonds.Domain.Values;

namespace CitizenBonds.Domain.Offerings;

/// <summary>
/// Allots a fixed-price sale: a common ceiling is raised lot by lot until the issue is exhausted, what is left is drawn
/// by
/// lot. The first lot of an application is the minimum, every further one the multiple. Where not even the minimum
/// reaches everybody, the draw decides who receives it. Never allots more than the supply or than was applied for; less
/// than one lot may stay unsold.
/// </summary>
public static class FixedPriceAllotment
{
    /// <param name="seed">See <see cref="VerifiableDraw"/>; used only when something is left to draw.</param>
    /// <exception cref="ArgumentException">An id appears twice or a quantity is not in lots of the sale.</exception>
    public static AllotmentResult Allot(
        SaleRules rules, IReadOnlyList<SaleApplication> applications, ReadOnlySpan<byte> seed)
    {
        ThrowIfMalformed(rules, applications);
        var allotted = new long[applications.Count];
        var rounds = new List<AllotmentRound>();
        if (rules.ResidentsFirst)
        {
            var residents = IndexesOf(applications, application => application.IsResident);
            var others = IndexesOf(applications, application => !application.IsResident);
            rounds.Add(AllotRound(rules, applications, residents, rules.Supply.Tokens, true, seed, allotted));
            var rest = rules.Supply.Tokens - allotted.Sum();
            rounds.Add(AllotRound(rules, applications, others, rest, false, seed, allotted));
        }
        else
        {
            var all = IndexesOf(applications, _ => true);
            rounds.Add(AllotRound(rules, applications, all, rules.Supply.Tokens, false, seed, allotted));
        }
        return new AllotmentResult
        {
            Allotments =
            [
                .. applications.Select((application, index) =>
                    new Allotment(application.Id, Quantity.FromTokens(allotted[index]))),
            ],
            Rounds = rounds,
            Allotted = Quantity.FromTokens(allotted.Sum()),
            Demand = SumOf(applications),
        };
    }

    private static AllotmentRound AllotRound(
        SaleRules rules,
        IReadOnlyList<SaleApplication> applications,
        int[] group,
        long supply,
        bool isForResidents,
        ReadOnlySpan<byte> seed,
        long[] allotted)
    {
        var demands = Array.ConvertAll(group, index => applications[index].Quantity.Tokens);
        var lots = new LotSteps(rules.Minimum.Tokens, rules.Multiple.Tokens);
        var ceilingSteps = lots.HighestStepWithin(demands, supply);
        var isFilled = ceilingSteps == LotSteps.Unlimited;
        var ceiling = isFilled ? long.MaxValue : lots.TokensAt(ceilingSteps);
        var left = supply;
        foreach (var index in group)
        {
            allotted[index] = Math.Min(applications[index].Quantity.Tokens, ceiling);
            left -= allotted[index];
        }
        var lot = isFilled ? 0 : lots.TokensAt(ceilingSteps + 1) - ceiling;
        var (order, winners) =
            isFilled ? ([], 0) : DrawRemainder(applications, group, ceiling, left, lot, seed, allotted);
        return new AllotmentRound
        {
            IsForResidents = isForResidents,
            Supply = Quantity.FromTokens(supply),
            Ceiling = isFilled ? null : Quantity.FromTokens(ceiling),
            DrawOrder = order,
            Winners = winners,
        };
    }

    /// <remarks>The next step of the ceiling would cost more than is left, so each winner receives exactly one
    /// lot.</remarks>
    private static (IReadOnlyList<string> Order, int Winners) DrawRemainder(
        IReadOnlyList<SaleApplication> applications,
        int[] group,
        long ceiling,
        long left,
        long lot,
        ReadOnlySpan<byte> seed,
        long[] allotted)
    {
        if (left < lot) return ([], 0);
        var indexOfId = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (var index in group)
            if (applications[index].Quantity.Tokens > ceiling) indexOfId.Add(applications[index].Id, index);
        var order = VerifiableDraw.Order(seed, indexOfId.Keys);
        var winners = checked((int)(left / lot));
        for (var place = 0; place < winners; place++) allotted[indexOfId[order[place]]] += lot;
        return (order, winners);
    }

    private static void ThrowIfMalformed(SaleRules rules, IReadOnlyList<SaleApplication> applications)
    {
        Guard.Positive(rules.Minimum.Tokens, nameof(rules));
        Guard.Positive(rules.Multiple.Tokens, nameof(rules));
        var ids = new HashSet<string>(applications.Count, StringComparer.Ordinal);
        foreach (var application in applications)
        {
            if (!ids.Add(application.Id))
                throw new ArgumentException($"Application {application.Id} appears twice.", nameof(applications));
            if (!rules.IsInLots(application.Quantity))
                throw new ArgumentException($"Application {application.Id} is not in lots.", nameof(applications));
        }
    }

    private static Int128 SumOf(IReadOnlyList<SaleApplication> applications)
    {
        var sum = Int128.Zero;
        foreach (var application in applications) sum += application.Quantity.Tokens;
        return sum;
    }

    private static int[] IndexesOf(IReadOnlyList<SaleApplication> applications, Func<SaleApplication, bool> belongs) =>
        [.. Enumerable.Range(0, applications.Count).Where(index => belongs(applications[index]))];
}
