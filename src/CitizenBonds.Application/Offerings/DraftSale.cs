using CitizenBonds.Application.Time;
using CitizenBonds.Domain.Bonds;
using CitizenBonds.Domain.Values;
using Fields = CitizenBonds.Application.Offerings.IssueDraftFields;

namespace CitizenBonds.Application.Offerings;

/// <summary>The sale of a draft: its window and its lots. Null members could not be read.</summary>
internal sealed record DraftSale(
    DateOnly? OpensOn, DateOnly? ClosesOn, Quantity? Minimum, Quantity? Multiple, Quantity? CrowdMinimum)
{
    public static DraftSale Read(Fields fields, BondTerms? bond, DraftSurroundings surroundings, DraftReader reader)
    {
        var opens = reader.Date(nameof(Fields.SaleOpensOn), fields.SaleOpensOn);
        var closes = reader.Date(nameof(Fields.SaleClosesOn), fields.SaleClosesOn);
        if (opens is { } opensOn && !IsOpeningRight(opensOn, surroundings, reader)) opens = null;
        if (opens is { } from && closes is { } to && !IsWindowRight(from, to, surroundings.Rules, reader))
            closes = null;
        const IssueDraftRefusal TooMany = IssueDraftRefusal.CrowdMinimumAboveSize;
        var hasCrowd = !string.IsNullOrWhiteSpace(fields.CrowdMinimum);
        return new(
            opens,
            closes,
            Lots(nameof(Fields.Minimum), fields.Minimum, bond, IssueDraftRefusal.MinimumAboveSize, reader),
            Lots(nameof(Fields.Multiple), fields.Multiple, bond, IssueDraftRefusal.MultipleAboveSize, reader),
            hasCrowd
                ? Lots(nameof(Fields.CrowdMinimum), fields.CrowdMinimum, bond, TooMany, reader)
                : null);
    }

    /// <param name="closesOn">Null when it could not be read.</param>
    public static void CheckIssueDate(BondTerms bond, DateOnly? closesOn, SaleTimeLimits rules, DraftReader reader)
    {
        if (!bond.Calendar.IsBusinessDay(bond.IssueDate))
        {
            reader.Add(
                nameof(Fields.IssueDate),
                IssueDraftRefusal.IssueDateNotBusinessDay,
                ("next", bond.Calendar.AddBusinessDays(bond.IssueDate, 1)));
            return;
        }

        if (closesOn is not { } closes) return;
        var earliest = FirstOpeningFrom(PortalTime.ClosingOf(closes) + rules.WithdrawalPeriod);
        if (bond.IssueDate >= earliest) return;
        if (!bond.Calendar.IsBusinessDay(earliest)) earliest = bond.Calendar.AddBusinessDays(earliest, 1);
        reader.Add(
            nameof(Fields.IssueDate),
            IssueDraftRefusal.IssueDateTooEarly,
            ("earliest", earliest),
            ("days", (long)rules.WithdrawalPeriod.TotalDays));
    }

    /// <summary>The first day whose opening is not before a moment.</summary>
    public static DateOnly FirstOpeningFrom(DateTimeOffset moment)
    {
        var day = PortalTime.DayOf(moment);
        return PortalTime.OpeningOf(day) >= moment ? day : day.AddDays(1);
    }

    private static bool IsOpeningRight(DateOnly opensOn, DraftSurroundings surroundings, DraftReader reader)
    {
        var earliest = FirstOpeningFrom(surroundings.Now + surroundings.Rules.PreSaleNotice);
        if (opensOn < earliest)
        {
            reader.Add(
                nameof(Fields.SaleOpensOn),
                IssueDraftRefusal.SaleOpensTooSoon,
                ("earliest", earliest),
                ("days", (long)surroundings.Rules.PreSaleNotice.TotalDays));
            return false;
        }

        var latest = PortalTime.DayOf(surroundings.Now).AddYears(IssueDraftCheck.AheadYearsMax);
        if (opensOn <= latest) return true;
        reader.Add(nameof(Fields.SaleOpensOn), IssueDraftRefusal.TooFarAhead, ("latest", latest));
        return false;
    }

    private static bool IsWindowRight(DateOnly opensOn, DateOnly closesOn, SaleTimeLimits rules, DraftReader reader)
    {
        var opensAt = PortalTime.OpeningOf(opensOn);
        var earliest = PortalTime.DayOf(opensAt + rules.SaleOpenMin);
        if (closesOn < earliest)
        {
            reader.Add(
                nameof(Fields.SaleClosesOn),
                IssueDraftRefusal.SaleTooShort,
                ("earliest", earliest),
                ("days", (long)rules.SaleOpenMin.TotalDays));
            return false;
        }

        var latest = PortalTime.DayOf(opensAt + rules.SaleOpenMax);
        if (closesOn <= latest) return true;
        reader.Add(nameof(Fields.SaleClosesOn), IssueDraftRefusal.SaleTooLong, ("latest", latest));
        return false;
    }

    private static Quantity? Lots(
        string field, string? typed, BondTerms? bond, IssueDraftRefusal aboveSize, DraftReader reader)
    {
        if (reader.Whole(field, typed, 1, IssueDraftCheck.SizeTokensMax) is not { } tokens) return null;
        var quantity = Quantity.FromTokens(tokens);
        if (bond is null || quantity <= bond.IssueSize) return quantity;
        reader.Add(field, aboveSize, ("size", bond.IssueSize));
        return null;
    }
}
