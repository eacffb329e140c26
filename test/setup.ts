const major = Number(process.versions.node.split('.')[0]);
if (major < 24)
  throw new Error(`The tests need Node 24 or newer, this is ${process.versions.node}: run "npm test".`);
