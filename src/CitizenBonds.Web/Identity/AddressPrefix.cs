using System.Net;
using System.Net.Sockets;

namespace CitizenBonds.Web.Identity;

/// <summary>Shortens an address until it names a network and no longer a household.</summary>
public static class AddressPrefix
{
    /// <returns>For example "203.0.113.0/24" or "2001:db8:1::/48"; "?" when the address is not known.</returns>
    public static string From(IPAddress? address)
    {
        if (address is null) return "?";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bits = address.AddressFamily == AddressFamily.InterNetwork ? 24 : 48;
        var bytes = address.GetAddressBytes();
        Array.Clear(bytes, bits / 8, bytes.Length - bits / 8);
        return $"{new IPAddress(bytes)}/{bits}";
    }
}
