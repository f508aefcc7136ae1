using CitizenBonds.Application.Investors;

namespace CitizenBonds.Web.Pages.Citizen.Parts;

/// <summary>Addresses of an investor's own pages.</summary>
public static class CitizenUrls
{
    public const string Start = "/start";
    public const string Identity = "/start/identity";
    public const string Knowledge = "/start/knowledge";
    public const string Fund = "/start/fund";
    public const string Applications = "/applications";
    public const string Payments = "/portfolio/payments";
    public const string History = "/portfolio/history";
    public const string Statement = "/portfolio/statement.csv";
    public const string Notices = "/notices";
    public const string Letters = "/notices/letters";
    public const string Money = "/money";
    public const string PayoutAccount = "/money/account";
    public const string Wallet = "/wallet";
    public const string Window = "/window";
    public const string WindowVote = "/window/vote";
    public const string NetAssets = "/portfolio/net-assets";

    public static string Review(string isin) => Urls.WithQuery(Urls.Apply(isin), ("step", "review"));

    public static string Confirmed(string isin) => Urls.WithQuery(Urls.Apply(isin), ("step", "done"));

    public static string WithDone(string page, string what) => Urls.WithQuery(page, ("done", what));

    /// <summary>Where a step is done.</summary>
    /// <param name="draftIsin">The sale in which something was typed; null for none.</param>
    public static string Of(GuidedStep step, string? draftIsin) => step switch
    {
        GuidedStep.Identity => Identity,
        GuidedStep.Knowledge => Knowledge,
        GuidedStep.Fund => Fund,
        GuidedStep.Choose => Urls.WithQuery(Urls.Bonds, ("open", "true")),
        GuidedStep.Apply => draftIsin is null ? Urls.WithQuery(Urls.Bonds, ("open", "true")) : Urls.Apply(draftIsin),
        GuidedStep.Done => Urls.Portfolio,
        _ => Start,
    };
}
