using CitizenBonds.Application.Commands;
using CitizenBonds.Application.Investors;
using CitizenBonds.Application.Market;
using CitizenBonds.Domain.Market;

namespace CitizenBonds.Web.Endpoints.Api;

/// <summary>The HTTP status of each refusal.</summary>
public static class ApiStatus
{
    private static readonly Dictionary<string, int> Known = new Dictionary<Enum, int>
    {
        [ApiRefusal.NotReady] = StatusCodes.Status503ServiceUnavailable,
        [ApiRefusal.KeyMissing] = StatusCodes.Status401Unauthorized,
        [ApiRefusal.KeyUnknown] = StatusCodes.Status401Unauthorized,
        [ApiRefusal.KeyRevoked] = StatusCodes.Status401Unauthorized,
        [ApiRefusal.NotAnInstitution] = StatusCodes.Status403Forbidden,
        [ApiRefusal.TooManyWrongKeys] = StatusCodes.Status429TooManyRequests,
        [ApiRefusal.ScopeMissing] = StatusCodes.Status403Forbidden,
        [ApiRefusal.TooManyRequests] = StatusCodes.Status429TooManyRequests,
        [ApiRefusal.TooManyStreams] = StatusCodes.Status429TooManyRequests,
        [ApiRefusal.AddressUnknown] = StatusCodes.Status404NotFound,
        [ApiRefusal.TimeMissing] = StatusCodes.Status400BadRequest,
        [ApiRefusal.ClockSkew] = StatusCodes.Status400BadRequest,
        [ApiRefusal.IdempotencyKeyMissing] = StatusCodes.Status400BadRequest,
        [ApiRefusal.ParameterUnreadable] = StatusCodes.Status400BadRequest,
        [ApiRefusal.BodyUnreadable] = StatusCodes.Status400BadRequest,
        [ApiRefusal.Failed] = StatusCodes.Status500InternalServerError,

        [InvestorRefusal.NotOpened] = StatusCodes.Status403Forbidden,
        [MarketRefusal.SeriesUnknown] = StatusCodes.Status404NotFound,
        [MarketRefusal.ClientIdReused] = StatusCodes.Status409Conflict,
        [MarketRefusal.ClientIdUnfit] = StatusCodes.Status400BadRequest,
        [MarketRefusal.SeriesNotTraded] = StatusCodes.Status409Conflict,
        [MarketRefusal.OrderUnknown] = StatusCodes.Status404NotFound,
        [MarketRefusal.OrderOver] = StatusCodes.Status409Conflict,
        [OrderRefusal.MarketClosed] = StatusCodes.Status409Conflict,
        [OrderRefusal.NeedsContinuousTrading] = StatusCodes.Status409Conflict,
        [OrderRefusal.IdentityNotChecked] = StatusCodes.Status403Forbidden,
        [OrderRefusal.KnowledgeTestMissing] = StatusCodes.Status403Forbidden,
        [OrderRefusal.KnowledgeTestTooOld] = StatusCodes.Status403Forbidden,
        [OrderRefusal.LossSimulationNotSeen] = StatusCodes.Status403Forbidden,
    }.ToDictionary(pair => Refusal.Of(pair.Key).Code, pair => pair.Value, StringComparer.Ordinal);

    /// <summary>What the content of an order is refused for is 422.</summary>
    public static int Of(Refusal refusal) =>
        Known.GetValueOrDefault(refusal.Code, StatusCodes.Status422UnprocessableEntity);
}
