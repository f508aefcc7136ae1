using Xunit;

namespace CitizenBonds.Browser.Tests;

/// <summary>The collection of the tests that share the demonstration.</summary>
[CollectionDefinition]
public sealed class DemoPortalTests : ICollectionFixture<DemoPortal>;
