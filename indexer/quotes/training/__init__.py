"""Learning the weights; not used otherwise.

traps.txt   made-up passages; in most of them the nearest subject is not the speaker
traps       reads them
templates   patterns of sentences (templates.txt) -> more such passages
right_names  whether a person is the annotated speaker
labels      annotated articles -> decisions with known outcomes
indirect    indirect statements -> decisions about sources
feature_groups  groups of features that can be left out
fitting     decisions -> weights
calibrate   decisions about articles that were not learned from -> curves of confidence
examples    all decisions of the articles, as the rankers meet them in use
parts       articles in parts that are left out in turn: papers, or folds
train       the program: writes weights.json, or predictions for each paper from the others
"""
