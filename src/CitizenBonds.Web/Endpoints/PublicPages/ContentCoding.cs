namespace CitizenBonds.Web.Endpoints.PublicPages;

/// <summary>The forms a body is kept in.</summary>
public enum ContentCoding
{
    Identity,
    Gzip,
    Brotli,
}

public static class ContentCodings
{
    /// <summary>The smallest form the header accepts. "q=0" refuses a form, as RFC 9110 §12.5.3 says.</summary>
    public static ContentCoding Best(string acceptEncoding)
    {
        if (Accepts(acceptEncoding, "br")) return ContentCoding.Brotli;
        return Accepts(acceptEncoding, "gzip") ? ContentCoding.Gzip : ContentCoding.Identity;
    }

    /// <summary>The Content-Encoding header's value; null for the plain form.</summary>
    public static string? Name(this ContentCoding coding) => coding switch
    {
        ContentCoding.Brotli => "br",
        ContentCoding.Gzip => "gzip",
        _ => null,
    };

    private static bool Accepts(ReadOnlySpan<char> header, ReadOnlySpan<char> coding)
    {
        foreach (var range in header.Split(','))
        {
            var part = header[range].Trim();
            if (!part.StartsWith(coding, StringComparison.OrdinalIgnoreCase)) continue;
            var rest = part[coding.Length..].Trim();
            if (rest.IsEmpty) return true;
            if (rest[0] != ';') continue;
            var weight = rest[1..].Trim();
            return weight is not "q=0" and not "q=0.0" and not "q=0.00" and not "q=0.000";
        }
        return false;
    }
}
