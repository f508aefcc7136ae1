using Microsoft.AspNetCore.Components;
using Microsoft.AspNetCore.Components.Rendering;

namespace CitizenBonds.Benchmarks.Pages;

/// <summary>As large as the template's dialog for a lost connection.</summary>
public sealed class BlankDialog : ComponentBase
{
    protected override void BuildRenderTree(RenderTreeBuilder builder)
    {
        builder.OpenElement(0, "script");
        builder.AddAttribute(1, "type", "module");
        builder.AddAttribute(2, "src", Assets["Layout/Reconnect.js"]);
        builder.CloseElement();
        builder.AddMarkupContent(
            3,
            """
            <dialog id="reconnect" data-nosnippet><div class="container"><div class="animation" aria-hidden="true">
            <div></div><div></div></div><p class="first">The connection is being made again...</p>
            <p class="again">That failed... the next attempt is in <span id="seconds"></span> seconds.</p>
            <p class="failed">The connection is lost.<br>Please try again or load the page again.</p>
            <button id="retry" class="failed">Try again</button><p class="paused">The server paused the session.</p>
            <p class="resume">The session could not go on.<br>Please try again or load the page again.</p>
            <button id="resume" class="paused resume">Go on</button></div></dialog>
            """);
    }
}
