namespace CitizenBonds.Web.Components;

public enum MoneyDirection
{
    None,
    In,
    Out,
}
