namespace CitizenBonds.Domain.Market;

public enum OrderSide : byte
{
    Buy = 0,
    Sell = 1,
}
