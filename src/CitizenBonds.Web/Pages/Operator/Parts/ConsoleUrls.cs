using System.Globalization;

namespace CitizenBonds.Web.Pages.Operator.Parts;

/// <summary>Addresses of the consoles of the operator and the auditor.</summary>
public static class ConsoleUrls
{
    public const string Home = "/console";
    public const string Money = "/console/money";
    public const string BankLines = "/console/lines";
    public const string Identity = "/console/identity";
    public const string Market = "/console/market";
    public const string MarketMakers = "/console/market/makers";
    public const string Surveillance = "/console/surveillance";
    public const string Miners = "/console/miners";
    public const string Headers = "/console/headers";
    public const string Calendar = "/console/calendar";
    public const string IssuerMoney = "/officer/money";
    public const string Audit = "/console/audit";
    public const string Commands = "/console/audit/commands";
    public const string Events = "/console/audit/events";

    public static string Movement(long id) => Urls.WithQuery(Money, ("id", Invariant(id)));

    public static string BankLine(long id) => Urls.WithQuery(BankLines, ("id", Invariant(id)));

    public static string Check(long id) => Urls.WithQuery(Identity, ("id", Invariant(id)));

    public static string CommandsBefore(long id) => Urls.WithQuery(Commands, ("before", Invariant(id)));

    public static string EventsBefore(long id) => Urls.WithQuery(Events, ("before", Invariant(id)));

    public static string MarketMaker(long id) => Urls.WithQuery(MarketMakers, ("id", Invariant(id)));

    public static string SurveillanceHit(long id) => Urls.WithQuery(Surveillance, ("id", Invariant(id)));

    /// <summary>The hits behind that one.</summary>
    public static string SurveillanceBefore(DateOnly day, long id) => Urls.WithQuery(
        Surveillance, ("day", day.ToString("O", CultureInfo.InvariantCulture)), ("before", Invariant(id)));

    public static string WithDone(string page, string what) => Urls.WithQuery(page, ("done", what));

    /// <summary>The calendar, saying what happened after that moment.</summary>
    public static string CalendarSince(DateTimeOffset moment) => Urls.WithQuery(
        Calendar, ("since", moment.UtcTicks.ToString(CultureInfo.InvariantCulture)));

    /// <summary>The public ledger of one bond.</summary>
    public static string LedgerOfBond(string isin) => Urls.WithQuery(Urls.Ledger, ("isin", isin));

    private static string Invariant(long id) => id.ToString(CultureInfo.InvariantCulture);
}
