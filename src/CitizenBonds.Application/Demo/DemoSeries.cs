using CitizenBonds.Application.Offerings;
using CitizenBonds.Data.Offerings;
using CitizenBonds.Domain.Bonds;

namespace CitizenBonds.Application.Demo;

/// <summary>One bond in the demonstration's market, with the mood its traders are in. Mutable, one thread.</summary>
internal sealed class DemoSeries
{
    private const int MoodMost = 60;

    /// <summary>Nobody of the demonstration trades in the last weeks, when holders wait for their money.</summary>
    private const int QuietDays = 21;

    private readonly DemoPrices _prices;
    private readonly PricedBond _bond;
    private readonly double _spread;
    private int _mood;
    private int _orders;

    public DemoSeries(int number, IssueRow issue, DemoPrices prices)
    {
        (Number, Issue, _prices) = (number, issue, prices);
        _bond = PricedBond.FromTerms(IssueTerms.BondOf(issue));
        _spread = prices.SpreadOf(issue);
    }

    /// <summary>Of its sale in the plan.</summary>
    public int Number { get; }

    public IssueRow Issue { get; }

    public long SeriesId => Issue.Id;

    /// <summary>Tokens free to be sold, by person, as the traders remember it since the last count.</summary>
    public List<(Guid UserId, long Tokens)> Holders { get; } = [];

    public bool IsTradedOn(DateOnly day) =>
        day > Issue.IssueDate && day < Issue.MaturityDate.AddDays(-QuietDays);

    /// <summary>Days on which it was traded.</summary>
    public int Visits { get; set; }

    /// <summary>What a token is thought to be worth, in yen.</summary>
    public long FairYen { get; private set; }

    /// <summary>By the curve, and by the mood, which wanders.</summary>
    public long DrawFairYen(DateOnly day, DemoRandom random)
    {
        _mood = Math.Clamp(_mood + random.Next(-9, 9), -MoodMost, MoodMost);
        return FairYen = _prices.YenOn(day, Issue, _bond, _spread) + _mood;
    }

    /// <summary>Numbers its orders, for their keys.</summary>
    public int NextOrder() => ++_orders;

    /// <summary>Takes tokens out of what somebody may still sell.</summary>
    /// <returns>Null when nobody has any.</returns>
    public (Guid UserId, long Tokens)? TakeSeller(DemoRandom random, long tokensMax)
    {
        if (Holders.Count == 0) return null;
        var place = random.Next(0, Holders.Count - 1);
        return Take(place, tokensMax);
    }

    /// <returns>What this person has of it; zero when nothing.</returns>
    public long Take(Guid userId, long tokensMax)
    {
        var place = Holders.FindIndex(holder => holder.UserId == userId);
        return place < 0 ? 0 : Take(place, tokensMax).Tokens;
    }

    private (Guid UserId, long Tokens) Take(int place, long tokensMax)
    {
        var (user, owned) = Holders[place];
        var tokens = Math.Min(owned, tokensMax);
        if (tokens == owned) Holders.RemoveAt(place);
        else Holders[place] = (user, owned - tokens);
        return (user, tokens);
    }
}
