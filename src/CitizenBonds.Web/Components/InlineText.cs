using System.Globalization;
using System.Net;
using CitizenBonds.Domain.Values;
using CitizenBonds.Web.Localization;
using Microsoft.AspNetCore.Components;

namespace CitizenBonds.Web.Components;

/// <summary>
/// The small pieces of text that stand in every cell of a table, as markup in one piece: a component for each would
/// cost more than all the rest of a page. <see cref="MoneyText"/>, <see cref="DateText"/> and the others show the same.
/// </summary>
public static class InlineText
{
    /// <inheritdoc cref="MoneyText"/>
    public static MarkupString Money(Money amount, bool exactly = false, MoneyDirection direction = default)
    {
        var (style, sign) = direction switch
        {
            MoneyDirection.In => ("money money-in", "+"),
            MoneyDirection.Out => ("money money-out", "−"),
            _ => ("money", ""),
        };
        var value = amount.MinorUnits.ToString(CultureInfo.InvariantCulture);
        var exact = Formats.Exact(amount);
        return new(exactly || !Formats.IsShortened(amount)
            ? $"<data class=\"{style}\" value=\"{value}\">{sign}{exact}</data>"
            : $"<data class=\"{style}\" value=\"{value}\" title=\"{exact}\"><span aria-hidden=\"true\">"
                + $"{sign}{Formats.Brief(amount)}</span><span class=\"sr-only\">{sign}{exact}</span></data>");
    }

    /// <inheritdoc cref="DateText"/>
    public static MarkupString Date(DateOnly date, bool brief = false)
    {
        var machine = date.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        var text = brief ? Formats.BriefDate(date) : Formats.Date(date);
        return new($"<time datetime=\"{machine}\" class=\"nowrap\">{text}</time>");
    }

    /// <inheritdoc cref="MomentText"/>
    public static MarkupString Moment(DateTimeOffset moment, bool withSeconds = false)
    {
        var machine = moment.ToString("o", CultureInfo.InvariantCulture);
        return new($"<time datetime=\"{machine}\" class=\"nowrap\">{Formats.Moment(moment, withSeconds)}</time>");
    }

    /// <inheritdoc cref="QuantityText"/>
    public static MarkupString Quantity(Quantity quantity, string text)
    {
        var value = quantity.Tokens.ToString(CultureInfo.InvariantCulture);
        return new($"<data class=\"quantity\" value=\"{value}\">{WebUtility.HtmlEncode(text)}</data>");
    }

    /// <inheritdoc cref="StateBadge"/>
    public static MarkupString Badge(Tone tone, string text) =>
        new($"<span class=\"badge {BadgeClass(tone)}\">{WebUtility.HtmlEncode(text)}</span>");

    internal static string? BadgeClass(Tone tone) => tone switch
    {
        Tone.Good => "badge-good",
        Tone.Active => "badge-active",
        Tone.Warning => "badge-warn",
        Tone.Harm => "badge-harm",
        _ => null,
    };
}
