using Microsoft.Extensions.DependencyInjection;

namespace CitizenBonds.Application.Offerings;

internal static class OfferingsServices
{
    public static void AddOfferings(this IServiceCollection services)
    {
        services.AddSingleton<ApplyForIssue>();
        services.AddSingleton<ApplicationTicketQueries>();
        services.AddSingleton<SaveApplicationDraft>();
        services.AddSingleton<SettleSale>();
        services.AddSingleton<BondQueries>();
        services.AddSingleton<BondPageQueries>();
        services.AddSingleton<PublishedSales>();
        services.AddSingleton<WithdrawApplication>();
        services.AddSingleton<PlaceBid>();
        services.AddSingleton<WithdrawBid>();
        services.AddSingleton<BidTicketQueries>();
        services.AddSingleton<PublishedAuctions>();
        services.AddSingleton<OwnAuctions>();
        services.AddSingleton<OpenPurpose>();
        services.AddSingleton<PurposeQueries>();
        services.AddSingleton<StartIssueDraft>();
        services.AddSingleton<SaveIssueDraft>();
        services.AddSingleton<SimulateIssue>();
        services.AddSingleton<SubmitIssue>();
        services.AddSingleton<DecideIssue>();
        services.AddSingleton<PermitIssue>();
        services.AddSingleton<CancelIssue>();
        services.AddSingleton<IssueDeskQueries>();
    }
}
