using GradWatch.PagePlots;

// docs/plots.sh calls it: the pictures of docs/detectors and docs/causes, from the recordings that ship with the project.
if (args is not [var root])
{
    Console.Error.WriteLine("usage: GradWatch.PagePlots CHECKOUT");
    return 2;
}
string images = Path.Combine(root, "docs", "images");
foreach (PlotRequest request in PlotRequest.Read(Path.Combine(images, "plots.tsv")))
{
    string labelled = Path.Combine(root, "tests", "Runs", "torchsharp", request.Run + ".csv");
    string recording = File.Exists(labelled) ? labelled : Path.Combine(images, "runs", request.Run + ".csv");
    string picture = Path.Combine(images, request.Kind, request.Id + ".png");
    Directory.CreateDirectory(Path.GetDirectoryName(picture)!);
    ShownRun run = ShownRun.Read(recording, request.First, request.Last);
    if (request.ProfileStep is { } step)
        Picture.Write(picture, ProfilePlot.Width, ProfilePlot.Height, new ProfilePlot(run, request, step).Draw);
    else
        Picture.Write(picture, SeriesPlot.Width, SeriesPlot.HeightOf(run, request), new SeriesPlot(run, request).Draw);
    Console.WriteLine($"{request.Kind}/{request.Id}.png  {request.Run}  {new FileInfo(picture).Length / 1024} KB");
}
return 0;
