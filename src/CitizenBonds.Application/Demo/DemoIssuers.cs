using System.Globalization;
using CitizenBonds.Data;
using CitizenBonds.Data.Credit;
using CitizenBonds.Domain.Credit;
using Microsoft.EntityFrameworkCore;

namespace CitizenBonds.Application.Demo;

/// <summary>
/// Loads the tables of facts: real municipalities and prefectures with their published indicators, the yields of
/// government bonds, and a few invented towns, named as invented, for what must not be told of a real one.
/// </summary>
internal static class DemoIssuers
{
    private const string Source = "Ministry of Internal Affairs and Communications, main fiscal indicators";

    public static async Task LoadAsync(PortalContext portal, DateTimeOffset now, CancellationToken cancellationToken)
    {
        if (await portal.Issuers.AnyAsync(cancellationToken)) return;
        var issuers = Real("municipalities").Concat(Real("prefectures")).Concat(InventedTown.All.Select(ToIssuer))
            .ToList();
        portal.Issuers.AddRange(issuers);
        await portal.SaveChangesAsync(cancellationToken);
        var ids = issuers.ToDictionary(issuer => issuer.Code, issuer => issuer.Id);
        portal.Indicators.AddRange(Latest("municipalities", ids, now).Concat(Latest("prefectures", ids, now)));
        portal.Indicators.AddRange(DemoFacts.Read("municipality-history").Select(row => ToIndicators(row, ids, now)));
        portal.Indicators.AddRange(InventedTown.All.Select(town => ToIndicators(town, ids[town.Code], now)));
        portal.CurvePoints.AddRange(DemoFacts.Read("jgb-curves").SelectMany(ToCurve));
        await portal.SaveChangesAsync(cancellationToken);
    }

    private static IEnumerable<IssuerRow> Real(string table) =>
        DemoFacts.Read(table).Select(row => new IssuerRow
        {
            Code = row["code6"],
            Kind = row["kind"] switch
            {
                "designated_city" => IssuerKind.DesignatedCity,
                "prefecture" => IssuerKind.Prefecture,
                _ => IssuerKind.Municipality,
            },
            NameJa = row["name_ja"],
            NameEn = row["name_en"],
            Prefecture = short.Parse(row["code6"].AsSpan(0, 2), CultureInfo.InvariantCulture),
        });

    private static IssuerRow ToIssuer(InventedTown town) => new()
    {
        Code = town.Code,
        Kind = IssuerKind.Municipality,
        NameJa = town.NameJa,
        NameEn = town.NameEn,
        Prefecture = 0,
        IsInvented = true,
    };

    private static IEnumerable<IndicatorRow> Latest(string table, Dictionary<string, long> ids, DateTimeOffset now) =>
        DemoFacts.Read(table).Select(row => ToIndicators(row, ids, now));

    private static IndicatorRow ToIndicators(
        IReadOnlyDictionary<string, string> row, Dictionary<string, long> ids, DateTimeOffset now)
    {
        var burden = DemoFacts.Number(row, "future_burden_ratio_pct");
        return new IndicatorRow
        {
            IssuerId = ids[row["code6"]],
            FiscalYear = int.Parse(row["fiscal_year"], CultureInfo.InvariantCulture),
            Version = 1,
            RealDebtServiceRatio = DemoFacts.Number(row, "real_debt_service_ratio_pct"),
            FutureBurdenRatio = burden,
            HasNoFutureBurden = burden == 0,
            RealDeficitRatio = DemoFacts.Number(row, "real_deficit_ratio_assumed_pct"),
            ConsolidatedDeficitRatio = DemoFacts.Number(row, "consolidated_deficit_ratio_assumed_pct"),
            FiscalCapabilityIndex = DemoFacts.Number(row, "fiscal_capability_index"),
            StandardFiscalScaleYen = DemoFacts.Number(row, "sfs_assumed_million_yen") is { } millions
                ? (long)(millions * 1_000_000m)
                : null,
            IsScaleAssumed = row.ContainsKey("sfs_assumed_million_yen"),
            Source = Source,
            RecordedAt = now,
        };
    }

    private static IndicatorRow ToIndicators(InventedTown town, long issuerId, DateTimeOffset now) => new()
    {
        IssuerId = issuerId,
        FiscalYear = 2023,
        Version = 1,
        RealDebtServiceRatio = town.RealDebtServiceRatio,
        FutureBurdenRatio = town.FutureBurdenRatio,
        RealDeficitRatio = 0,
        ConsolidatedDeficitRatio = 0,
        FiscalCapabilityIndex = 0.31m,
        StandardFiscalScaleYen = town.ScaleYen,
        IsScaleAssumed = true,
        Source = "Invented for the demonstration",
        RecordedAt = now,
    };

    private static IEnumerable<CurvePointRow> ToCurve(IReadOnlyDictionary<string, string> row) =>
        from cell in row
        where cell.Key != "date" && cell.Value.Length > 0
        select new CurvePointRow
        {
            Curve = "JGB",
            QuotedOn = DateOnly.Parse(row["date"], CultureInfo.InvariantCulture),
            TenorMonths = 12 * int.Parse(cell.Key.AsSpan(0, cell.Key.IndexOf('y')), CultureInfo.InvariantCulture),
            YieldPercent = decimal.Parse(cell.Value, CultureInfo.InvariantCulture),
        };
}
