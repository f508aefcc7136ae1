using CitizenBonds.Application.Market;

namespace CitizenBonds.Application.Demo;

/// <summary>An order as it is planned.</summary>
internal sealed record DemoOrder(PlaceOrderCommand Command, string Key, Guid UserId);
