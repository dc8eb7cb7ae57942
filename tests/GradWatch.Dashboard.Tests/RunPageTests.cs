using Microsoft.Playwright;
using Xunit;
using static Microsoft.Playwright.Assertions;

namespace GradWatch.Dashboard.Tests;

[Collection("chromium")]
public class RunPageTests(Chromium chromium)
{
    private const string Explodes = "rnn_tanh_gain2_sgd_s0", Jumps = "lr_jump_x1000_at150_s0";

    [Fact]
    public async Task The_page_answers_what_where_why_and_what_to_do()
    {
        await using SomeDashboard dashboard = await (await SomeDashboard.StartAsync()).WithAsync(Explodes);
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtRunAsync(Explodes);

        await window.SeesAsync(".verdict h1", "Critical.");
        await Expect(window[".answers a"]).ToHaveCountAsync(4);
        await Expect(window["#what .eps li"].First).ToBeVisibleAsync();
        await window.SeesAsync("#where td", "rec.");
        await Expect(window["#why .cause"].First).ToBeVisibleAsync();
        await window.SeesAsync("#do .code [data-tab=PyTorch]", "PyTorch");
        await Expect(window["#heat"]).ToBeVisibleAsync();
    }

    [Fact]
    public async Task A_drag_zooms_all_strips_and_a_double_click_shows_all_steps_again()
    {
        await using SomeDashboard dashboard = await (await SomeDashboard.StartAsync()).WithAsync("lstm_sgd_s0");
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtRunAsync("lstm_sgd_s0");
        await Expect(window["#all"]).ToHaveAttributeAsync("aria-pressed", "true");

        ILocator over = window["[data-quantity=grad_norm] .u-over"];
        await over.ScrollIntoViewIfNeededAsync();
        LocatorBoundingBoxResult box = (await over.BoundingBoxAsync())!;
        Task<IRequest> asked = window.Page.WaitForRequestAsync(request => request.Url.Contains("/series", StringComparison.Ordinal) && request.Url.Contains("first=", StringComparison.Ordinal));
        await window.Page.Mouse.MoveAsync(box.X + box.Width * 0.4f, box.Y + 40);
        await window.Page.Mouse.DownAsync();
        await window.Page.Mouse.MoveAsync(box.X + box.Width * 0.6f, box.Y + 40, new() { Steps = 4 });
        await window.Page.Mouse.UpAsync();
        Dictionary<string, string> query = Query((await asked).Url);
        Assert.InRange(int.Parse(query["first"], null), 75, 85);
        Assert.InRange(int.Parse(query["last"], null), 115, 125);
        await Expect(window["#all"]).ToHaveAttributeAsync("aria-pressed", "false");

        await over.DblClickAsync();
        await Expect(window["#all"]).ToHaveAttributeAsync("aria-pressed", "true");
    }

    [Fact]
    public async Task A_click_on_the_heat_map_shows_the_series_of_that_tensor()
    {
        await using SomeDashboard dashboard = await (await SomeDashboard.StartAsync()).WithAsync(Explodes);
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtRunAsync(Explodes);

        await window["#heat"].ClickAsync(new() { Position = new() { X = 100, Y = 36 } });
        await window.SeesAsync("#tensor", "rec.weight_hh_l0");
        await Expect(window["[data-part=tensor] .val"].First).Not.ToBeEmptyAsync();

        await window["#heat"].FocusAsync();
        await window.Page.Keyboard.PressAsync("ArrowDown");
        await window.Page.Keyboard.PressAsync("Enter");
        await Expect(window["#tensor"]).Not.ToHaveTextAsync("rec.weight_hh_l0");
    }

    [Fact]
    public async Task Arrows_walk_along_the_steps()
    {
        await using SomeDashboard dashboard = await (await SomeDashboard.StartAsync()).WithAsync(Explodes);
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtRunAsync(Explodes);

        await window["#strips"].FocusAsync();
        await window.Page.Keyboard.PressAsync("Home");
        await window.SeesAsync("#step", "Step 0");
        await window.SeesAsync("#v_grad_norm", "5.31e6");
        await window.Page.Keyboard.PressAsync("ArrowRight");
        await window.SeesAsync("#v_grad_norm", "16.2");
        await window.Page.Keyboard.PressAsync("PageDown");
        await window.SeesAsync("#step", "Step 11");
        await window.Page.Keyboard.PressAsync("End");
        await window.SeesAsync("#v_loss", "NaN");
    }

    [Fact]
    public async Task A_run_whose_trouble_is_short_opens_on_it()
    {
        await using SomeDashboard dashboard = await (await SomeDashboard.StartAsync()).WithAsync(Jumps);
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtRunAsync(Jumps);

        await Expect(window["#near"]).ToHaveAttributeAsync("aria-pressed", "true");
        await window["#all"].ClickAsync();
        await Expect(window["#near"]).ToHaveAttributeAsync("aria-pressed", "false");
    }

    [Fact]
    public async Task A_run_without_rows_says_how_to_send_the_first_number()
    {
        await using SomeDashboard dashboard = await SomeDashboard.StartAsync();
        await dashboard.OpenAsync("fresh");
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtAsync("/runs/fresh");

        await window.SeesAsync(".blank h1", "No observation yet");
        await window.SeesAsync(".blank pre", "run.log(step");
        await dashboard.SendAsync("fresh", """{ "rows": [ { "step": 0, "values": { "loss": 1.5, "grad_norm": 0.25 } } ] }""");
        await window.SeesAsync("#v_grad_norm", "0.250");
    }

    [Fact]
    public async Task Name_note_and_tags_are_changed_and_a_run_is_deleted_only_after_a_question()
    {
        await using SomeDashboard dashboard = await (await SomeDashboard.StartAsync()).WithAsync("unnorm_sgd_s0");
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtRunAsync("unnorm_sgd_s0");

        await window["#edit"].ClickAsync();
        await window["dialog [name=name]"].FillAsync("raw inputs");
        await window["dialog [name=tags]"].FillAsync("data = raw");
        await window["dialog [name=note]"].FillAsync("Inputs were not scaled.");
        await window["dialog [type=submit]"].ClickAsync();
        await window.SeesAsync("#crumb", "raw inputs");
        await window.SeesAsync(".facts", "data raw");
        await window.SeesAsync("#notes", "Inputs were not scaled.");

        await window["#edit"].ClickAsync();
        await window["#delete"].ClickAsync();
        await window.SeesAsync("dialog", "cannot be undone");
        await window["#sure"].ClickAsync();
        await window.SeesAsync(".blank h1", "No run yet");
    }

    [Fact]
    public async Task A_run_that_is_not_there_says_so()
    {
        await using SomeDashboard dashboard = await SomeDashboard.StartAsync();
        await using Window window = await (await chromium.OpenAsync(dashboard)).AtAsync("/runs/nothing");
        window.Expected = "404";

        await window.SeesAsync(".blank h1", "There is no run nothing.");
    }

    private static Dictionary<string, string> Query(string url) =>
        new Uri(url).Query.TrimStart('?').Split('&').Select(pair => pair.Split('=')).DistinctBy(pair => pair[0]).ToDictionary(pair => pair[0], pair => pair[1]);
}
