using System.Collections.Frozen;
using Microsoft.AspNetCore.StaticFiles;
using Microsoft.Extensions.FileProviders;

namespace CitizenBonds.Web.Assets;

/// <summary>The styles, scripts and icons built from wwwroot-assets, and the framework's script.</summary>
public sealed class SiteAssets
{
    public const string StyleSheet = "/assets/site.css";
    public const string AppScript = "/assets/app.js";

    /// <summary>Of the few public pages that move; the others have no script.</summary>
    public const string LiveScript = "/assets/live.js";
    public const string Icon = "/assets/icon.svg";
    public const string BlazorScript = "/_framework/blazor.web.js";

    private readonly FrozenDictionary<string, SiteAsset> _assets;

    public SiteAssets(IWebHostEnvironment environment)
    {
        var files = environment.WebRootFileProvider;
        var types = new FileExtensionContentTypeProvider();
        _assets = new[] { "/assets", "/_framework" }
            .SelectMany(folder =>
                files.GetDirectoryContents(folder).Select(file => (Path: $"{folder}/{file.Name}", File: file)))
            .Where(entry => !entry.File.IsDirectory && types.TryGetContentType(entry.Path, out _))
            .ToFrozenDictionary(
                entry => entry.Path,
                entry => new SiteAsset(Read(entry.File), types.Mappings[Path.GetExtension(entry.Path)]),
                StringComparer.Ordinal);
    }

    public SiteAsset? Find(string path) => _assets.GetValueOrDefault(path);

    /// <summary>
    /// The address to write into a page: it changes with the file, and is kept by browsers until then.
    /// </summary>
    public string Address(string path) => Find(path) is { } asset ? $"{path}?v={asset.Version}" : path;

    private static byte[] Read(IFileInfo file)
    {
        using var source = file.CreateReadStream();
        using var target = new MemoryStream();
        source.CopyTo(target);
        return target.ToArray();
    }
}
