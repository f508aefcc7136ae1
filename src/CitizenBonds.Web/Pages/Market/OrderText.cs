using System.Globalization;
using CitizenBonds.Application.Market;
using CitizenBonds.Domain.Market;

namespace CitizenBonds.Web.Pages.Market;

/// <summary>An order as one hidden field of a form, and back.</summary>
public static class OrderText
{
    private const string Day = "yyyy-MM-dd";

    public static string Write(PlaceOrderCommand order) => string.Create(
        CultureInfo.InvariantCulture,
        $"{order.Side} {order.Type} {order.LimitYen} {order.Quantity} {Of(order.GoodTill)}");

    /// <returns>Null when it is not one that was written.</returns>
    public static PlaceOrderCommand? Read(string? text, long seriesId)
    {
        var parts = (text ?? "").Split(' ');
        if (parts.Length != 5) return null;
        if (!Enum.TryParse<OrderSide>(parts[0], out var side) || !Enum.IsDefined(side)) return null;
        if (!Enum.TryParse<OrderType>(parts[1], out var type) || !Enum.IsDefined(type)) return null;
        if (!TryNumber(parts[2], out var limit) || !TryNumber(parts[3], out var quantity)) return null;
        var last = DayOf(parts[4]);
        return parts[4].Length > 0 && last is null
            ? null
            : new PlaceOrderCommand(seriesId, side, type, limit, quantity, last);
    }

    /// <returns>Empty for null.</returns>
    public static string Of(DateOnly? day) => day?.ToString(Day, CultureInfo.InvariantCulture) ?? "";

    public static DateOnly? DayOf(string? typed) =>
        DateOnly.TryParseExact(typed, Day, CultureInfo.InvariantCulture, DateTimeStyles.None, out var day) ? day : null;

    private static bool TryNumber(string text, out long number) =>
        long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
}
